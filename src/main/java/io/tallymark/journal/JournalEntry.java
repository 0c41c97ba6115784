package io.tallymark.journal;

/** A stored record and its position, which is higher than that of every record before it. */
public record JournalEntry(long position, JournalRecord record) {}
