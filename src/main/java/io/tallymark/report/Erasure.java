package io.tallymark.report;

/**
 * What was removed of a recipient.
 *
 * @param recipient as it was asked for; this name is known no more
 * @param messages that now belong to nobody; they still count as sent
 * @param events raw events that were deleted, with their verdicts
 * @param forgottenEvents events that were gone before but still counted, and count no more
 */
public record Erasure(
        String recipient, int campaigns, int messages, long events, long verdicts, long forgottenEvents) {}
