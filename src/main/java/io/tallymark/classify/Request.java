package io.tallymark.classify;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/**
 * A raw event, as far as it matters to its verdict.
 *
 * @param click true if a link was followed, false if the pixel was loaded
 * @param linkId which link; 0 for an open
 * @param address the client's address, or its network if it was shortened; empty if not known
 * @param headers those of the kept headers that the request had, named as {@code KeptHeaders} names them; none of them if empty,
 *     which is no evidence, because imported events have none
 */
public record Request(
        UUID id,
        UUID messageId,
        boolean click,
        long linkId,
        Instant at,
        String method,
        String userAgent,
        String address,
        Map<String, String> headers) {

    /** Order of time; the id settles which of two simultaneous requests is first, so that every node sees the same order. */
    static final Comparator<Request> IN_ORDER =
            Comparator.comparing(Request::at).thenComparing(Request::id);

    public Request {
        method = method == null ? "" : method;
        userAgent = userAgent == null ? "" : userAgent;
        address = address == null ? "" : address;
        headers = headers == null ? Map.of() : headers;
    }

    /** Milliseconds since 1970; times too far away for that are cut to half the range, so that differences do not overflow. */
    static long millis(Instant time) {
        long most = Long.MAX_VALUE / 4;
        long seconds = Math.max(-most / 1000, Math.min(most / 1000, time.getEpochSecond()));
        return seconds * 1000 + time.getNano() / 1_000_000;
    }

    String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }
}
