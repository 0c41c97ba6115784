package io.tallymark.access;

/** What a person may do in the dashboard. */
public enum Role {
    /** Sees everything but people, keys and settings; may create campaigns by hand. */
    ANALYST,
    /** Everything. */
    ADMINISTRATOR
}
