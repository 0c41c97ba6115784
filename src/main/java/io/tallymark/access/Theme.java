package io.tallymark.access;

/** The colours a person wants to see. */
public enum Theme {
    /** As the person's device says. */
    SYSTEM,
    LIGHT,
    DARK
}
