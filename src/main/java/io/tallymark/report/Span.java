package io.tallymark.report;

import java.time.Instant;

/** From the first to the last of some moments; both null when there are none. */
record Span(Instant first, Instant last) {

    static final Span NONE = new Span(null, null);

    Span and(Instant at) {
        return new Span(first == null || at.isBefore(first) ? at : first, last == null || at.isAfter(last) ? at : last);
    }

    Span and(Span other) {
        return other.first == null ? this : and(other.first).and(other.last);
    }
}
