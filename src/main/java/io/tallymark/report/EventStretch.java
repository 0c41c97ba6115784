package io.tallymark.report;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of the order of events.
 *
 * @param after itself not in it
 * @param to not in it
 * @param time the column that holds the time
 * @param id the column that holds the id
 */
record EventStretch(
        Optional<Instant> from, Optional<EventPosition> after, Optional<Instant> to, String time, String id) {

    EventStretch(Optional<Instant> from, Optional<EventPosition> after, Optional<Instant> to) {
        this(from, after, to, "e.occurred_at", "e.id");
    }

    /** The same by other columns. */
    EventStretch of(String otherTime, String otherId) {
        return new EventStretch(from, after, to, otherTime, otherId);
    }

    EventStretch since(Instant start) {
        return new EventStretch(
                Optional.of(from.filter(own -> own.isAfter(start)).orElse(start)), after, to);
    }

    EventStretch until(Instant end) {
        return new EventStretch(
                from, after, Optional.of(to.filter(own -> own.isBefore(end)).orElse(end)));
    }

    /** The moment before which nothing of it lies; empty if it has no beginning. */
    Optional<Instant> start() {
        return after.map(EventPosition::time).or(() -> from);
    }

    /** Narrows a query to it. The time alone lets H2 start at the right place of an index; the pair says exactly where. */
    void narrow(EventSql sql) {
        from.ifPresent(moment -> sql.add(" and " + time + " >= ?", moment));
        after.ifPresent(position -> sql.add(
                " and " + time + " >= ? and (" + time + ", " + id + ") > (?, ?)",
                position.time(),
                position.time(),
                position.id()));
        to.ifPresent(moment -> sql.add(" and " + time + " < ?", moment));
    }
}
