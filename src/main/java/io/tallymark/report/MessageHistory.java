package io.tallymark.report;

import io.tallymark.campaign.Message;
import io.tallymark.classify.EventView;
import io.tallymark.report.MessageTally.Activity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One message and what happened to it; counts and times are of all events that were ever decided, also those since forgotten.
 *
 * @param humanOpenCount human-looking ones only, like the other fields with human in their names
 * @param events the first 10,000 that are still there, oldest first
 */
public record MessageHistory(
        UUID id,
        UUID campaignId,
        UUID snapshotId,
        String recipient,
        Instant sentAt,
        boolean internalTest,
        Instant firstOpenAt,
        Instant lastOpenAt,
        long openCount,
        Instant firstClickAt,
        Instant lastClickAt,
        long clickCount,
        Instant firstHumanOpenAt,
        Instant lastHumanOpenAt,
        long humanOpenCount,
        Instant firstHumanClickAt,
        Instant lastHumanClickAt,
        long humanClickCount,
        List<EventView> events) {

    static MessageHistory of(Message.View message, Activity opens, Activity clicks, List<EventView> events) {
        return new MessageHistory(
                message.id(),
                message.campaignId(),
                message.snapshotId(),
                message.recipient(),
                message.sentAt(),
                message.internalTest(),
                opens.span().first(),
                opens.span().last(),
                opens.count(),
                clicks.span().first(),
                clicks.span().last(),
                clicks.count(),
                opens.humanSpan().first(),
                opens.humanSpan().last(),
                opens.humanCount(),
                clicks.humanSpan().first(),
                clicks.humanSpan().last(),
                clicks.humanCount(),
                events);
    }
}
