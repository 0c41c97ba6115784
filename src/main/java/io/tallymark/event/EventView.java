package io.tallymark.event;

import io.tallymark.token.Kind;
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
 * @param reasons what led to the verdict
 */
public record EventView(
        UUID id,
        Kind kind,
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

    /** The verdict of an event that waits for one. */
    static final String UNDECIDED = "UNDECIDED";

    /** One signal that spoke for the verdict, with its value. */
    public record Reason(String rule, String evidence) {}
}
