package io.tallymark.access;

/** What a person may do in the dashboard. */
public enum Role {
    /** Sees everything but people, keys and settings; changes nothing but their own preferences. */
    ANALYST,
    /** Everything. */
    ADMINISTRATOR
}
