package io.tallymark.journal;

/**
 * How large a journal may get.
 *
 * @param maxBytes of the file, without its write-ahead log, which stays at a few megabytes
 * @param maxWaiting records that may wait for the writer at once
 */
public record JournalLimits(long maxBytes, int maxWaiting) {}
