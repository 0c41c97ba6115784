package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** What happened to one message, by kind: made anew at each decision from all that is counted of it. */
record MessageTally(
        UUID messageId, UUID campaignId, UUID snapshotId, Map<Kind, Activity> activities, Instant lastHuman) {

    /** Of any event, and of human ones. */
    record Activity(long count, Span span, long humanCount, Span humanSpan) {

        static final Activity NONE = new Activity(0, Span.NONE, 0, Span.NONE);

        Activity and(TalliedEvent event) {
            boolean human = event.eventClass() == EventClass.HUMAN;
            return new Activity(
                    count + 1,
                    span.and(event.at()),
                    humanCount + (human ? 1 : 0),
                    human ? humanSpan.and(event.at()) : humanSpan);
        }
    }

    static MessageTally of(UUID messageId, UUID campaignId, UUID snapshotId, Collection<TalliedEvent> events) {
        Map<Kind, Activity> activities = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            activities.put(kind, Activity.NONE);
        }
        events.forEach(event -> activities.compute(event.kind(), (kind, activity) -> activity.and(event)));
        Span human = Span.NONE;
        for (Activity activity : activities.values()) {
            human = human.and(activity.humanSpan());
        }
        return new MessageTally(messageId, campaignId, snapshotId, activities, human.last());
    }
}
