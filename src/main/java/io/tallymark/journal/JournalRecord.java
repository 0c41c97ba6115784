package io.tallymark.journal;

import io.tallymark.token.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One request of a public URL.
 *
 * @param linkId 0 for an open
 * @param at kept to the millisecond
 * @param userAgent empty if there was none
 * @param headers those of {@link KeptHeaders}
 */
public record JournalRecord(
        UUID eventId,
        Kind kind,
        UUID messageId,
        long linkId,
        Instant at,
        String method,
        String userAgent,
        String address,
        Map<String, String> headers) {}
