package io.tallymark.report;

import io.tallymark.campaign.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * By how much tallies change when what is counted of some messages becomes something else. Pure: compares what was counted with what is
 * to be counted, so the same decision twice changes nothing (R2).
 */
final class TallyChanges {

    /** A recipient in a scope; sorted, because rows are locked in this order (R3). */
    record Recipient(Scope scope, String recipient) implements Comparable<Recipient> {
        @Override
        public int compareTo(Recipient other) {
            int order = scope.compareTo(other.scope);
            return order != 0 ? order : recipient.compareTo(other.recipient);
        }
    }

    record Quarter(UUID scope, int quarter) implements Comparable<Quarter> {
        @Override
        public int compareTo(Quarter other) {
            int order = scope.compareTo(other.scope);
            return order != 0 ? order : Integer.compare(quarter, other.quarter);
        }
    }

    /** How counts change, and which moments come in. */
    static final class Delta {
        final Counts counts = new Counts();
        Span span = Span.NONE;
    }

    private final Map<Recipient, Delta> recipients = new TreeMap<>();
    private final Map<Scope, Delta> scopes = new TreeMap<>();
    private final Map<Quarter, Delta> quarters = new TreeMap<>();
    private final List<MessageTally> newMessages = new ArrayList<>();
    private final List<MessageTally> changedMessages = new ArrayList<>();
    private final List<TalliedEvent> added = new ArrayList<>();
    private final List<TalliedEvent> replaced = new ArrayList<>();

    /**
     * Counts a message as it was decided.
     *
     * @param counted what is counted of it so far; events among it that are no longer there stay counted (R5)
     * @param decided all events that there are
     */
    void decided(Message.Facts message, Collection<TalliedEvent> counted, Collection<TalliedEvent> decided) {
        Map<UUID, TalliedEvent> all = new HashMap<>();
        counted.forEach(event -> all.put(event.eventId(), event));
        boolean changed = false;
        for (TalliedEvent event : decided) {
            TalliedEvent before = all.put(event.eventId(), event);
            if (!event.equals(before)) {
                changed = true;
                (before == null ? added : replaced).add(event);
                count(message, event, 1);
                if (before != null) {
                    count(message, before, -1);
                }
            }
        }
        if (changed) {
            (counted.isEmpty() ? newMessages : changedMessages)
                    .add(MessageTally.of(message.id(), message.campaignId(), message.snapshotId(), all.values()));
        }
    }

    /** Takes back all that is counted of a message. */
    void erased(UUID campaign, UUID snapshot, String recipient, Collection<TalliedEvent> counted) {
        counted.forEach(event -> count(campaign, snapshot, recipient, event, -1));
    }

    private void count(Message.Facts message, TalliedEvent event, int times) {
        count(message.campaignId(), message.snapshotId(), message.recipient(), event, times);
    }

    private void count(UUID campaign, UUID snapshot, String recipient, TalliedEvent event, int times) {
        List<Scope> all = new ArrayList<>(List.of(Scope.of(campaign), Scope.of(snapshot)));
        if (event.linkId() != 0) {
            all.add(new Scope(snapshot, event.linkId()));
        }
        for (Scope scope : all) {
            note(recipients, new Recipient(scope, recipient), event, times);
            note(scopes, scope, event, times);
            if (scope.link() == 0) {
                note(quarters, new Quarter(scope.id(), event.quarter()), event, times);
            }
        }
    }

    private static <K> void note(Map<K, Delta> deltas, K key, TalliedEvent event, int times) {
        Delta delta = deltas.computeIfAbsent(key, absent -> new Delta());
        delta.counts.add(event, times);
        if (times > 0) {
            delta.span = delta.span.and(event.at());
        }
    }

    Map<Recipient, Delta> recipients() {
        return recipients;
    }

    Map<Scope, Delta> scopes() {
        return scopes;
    }

    Map<Quarter, Delta> quarters() {
        return quarters;
    }

    /** Messages of which nothing was counted before. */
    List<MessageTally> newMessages() {
        return newMessages;
    }

    List<MessageTally> changedMessages() {
        return changedMessages;
    }

    /** Counted for the first time. */
    List<TalliedEvent> added() {
        return added;
    }

    /** Counted as something else than before. */
    List<TalliedEvent> replaced() {
        return replaced;
    }
}
