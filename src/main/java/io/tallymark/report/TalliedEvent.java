package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.classify.VerdictsChanged.DecidedEvent;
import io.tallymark.event.RawEvent;
import io.tallymark.token.Kind;
import java.time.Instant;
import java.util.UUID;

/**
 * What of an event is counted; stays when the event itself is forgotten.
 *
 * @param linkId 0 for an open
 */
record TalliedEvent(
        UUID messageId, UUID eventId, Kind kind, long linkId, Instant at, EventClass eventClass, Provider provider) {

    static TalliedEvent of(DecidedEvent decided) {
        RawEvent event = decided.event();
        return new TalliedEvent(
                event.messageId(),
                event.id(),
                event.kind(),
                event.linkId(),
                event.occurredAt(),
                decided.after(),
                Provider.of(event.kind(), decided.after(), event.userAgent()));
    }

    /** Which quarter of an hour since 1970 it lies in. */
    int quarter() {
        return Quarters.of(at);
    }
}
