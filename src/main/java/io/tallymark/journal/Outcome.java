package io.tallymark.journal;

/** What became of a record. */
public enum Outcome {
    /** It is on disk. */
    STORED,
    /** It is not, and never will be; it has been counted. */
    LOST
}
