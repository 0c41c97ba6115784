package io.tallymark.classify;

import io.tallymark.campaign.Link;
import io.tallymark.event.Event;
import io.tallymark.event.RawEvent;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An event as callers see it.
 *
 * @param campaignId null when the message is not known, like {@code snapshotId}
 * @param linkId null for an open, like {@code target}
 * @param ip the client's address, shortened after a while
 * @param verdict what the request was; {@code UNDECIDED} while nothing has decided it
 * @param reasons what led to the verdict, the deciding rule first
 */
public record EventView(
        UUID id,
        String kind,
        UUID messageId,
        UUID campaignId,
        UUID snapshotId,
        String linkId,
        String target,
        Instant occurredAt,
        String method,
        String userAgent,
        String ip,
        String importId,
        @JsonbProperty("class") String verdict,
        List<Reason> reasons,
        String ruleset,
        Instant classifiedAt) {

    /** One signal that spoke for the verdict, with its value. */
    public record Reason(String rule, String evidence) {}

    /** {@code verdict} is null while there is none. */
    static EventView of(Event row, String target, StoredVerdict verdict) {
        RawEvent event = row.raw();
        return new EventView(
                event.id(),
                event.kind().name(),
                event.messageId(),
                row.campaignId().orElse(null),
                row.snapshotId().orElse(null),
                event.linkId() == 0 ? null : Link.text(event.linkId()),
                target,
                event.occurredAt(),
                event.method(),
                event.userAgent(),
                event.address(),
                row.importId().orElse(null),
                (verdict == null ? EventClass.UNDECIDED : verdict.eventClass()).name(),
                verdict == null
                        ? List.of()
                        : verdict.signals().stream()
                                .map(signal -> new Reason(signal.rule(), signal.evidence()))
                                .toList(),
                verdict == null ? null : verdict.ruleset(),
                verdict == null ? null : verdict.classifiedAt());
    }
}
