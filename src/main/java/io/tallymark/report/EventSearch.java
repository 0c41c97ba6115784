package io.tallymark.report;

import io.tallymark.classify.EventView;
import io.tallymark.database.Database;
import io.tallymark.token.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the first events after a position that fit a filter (R9).
 *
 * <p>Indexes lead to the events of a message, and to those of a snapshot, a campaign or all, of one kind, in their order; a list of both
 * kinds is two such walks put together. A class is no property of an event. Where few events of a large scope have it, the tallies tell
 * in which quarters of an hour these lie, and an index of what was counted finds them there. Events without a class are those of messages
 * that wait for a decision or are not known.
 */
final class EventSearch {

    /** So many events are looked through without a second thought. */
    static final int FEW = 2_000;

    private final Connection connection;
    private final EventReader reader;
    private final EventFilter filter;
    private final int most;
    private final int few;
    private final boolean postgresql;

    EventSearch(Connection connection, EventReader reader, EventFilter filter, int most, int few) throws SQLException {
        this.connection = connection;
        this.reader = reader;
        this.filter = filter;
        this.most = most;
        this.few = few;
        this.postgresql = Database.isPostgresql(connection);
    }

    /** Up to {@code most} events, oldest first. */
    List<EventView> after(Optional<EventPosition> position) throws SQLException {
        EventStretch all = new EventStretch(filter.from(), position, filter.to());
        EventWays ways = ways(most);
        if (filter.message().isPresent() || filter.eventClass().isEmpty()) {
            return read(ways.walk(all), most);
        }
        if (filter.isUndecided()) {
            return read(ways.undecided(all), most);
        }
        EventStretch kept = sinceTheOldest(all);
        return filter.scope().isPresent() ? inScope(kept, filter.scope().get()) : read(ways.counted(kept), most);
    }

    /** What was counted outlives events, and years of what is gone must not be looked through. */
    private EventStretch sinceTheOldest(EventStretch all) throws SQLException {
        EventStretch kept = all;
        if (all.after().isEmpty()) {
            Optional<Instant> oldest = Optional.empty();
            for (Kind kind : filter.kinds()) {
                Optional<Instant> ofKind = oldest(kind);
                oldest =
                        oldest.isEmpty() || ofKind.isPresent() && ofKind.get().isBefore(oldest.get()) ? ofKind : oldest;
            }
            kept = oldest.map(all::since).orElse(all);
        }
        return kept;
    }

    private Optional<Instant> oldest(Kind kind) throws SQLException {
        EventSql sql = new EventSql()
                .add("select occurred_at from event where kind = ?", kind.name())
                .add(" order by kind, occurred_at, id fetch first 1 rows only");
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(Sql.time(row, 1)) : Optional.empty();
        }
    }

    private List<EventView> inScope(EventStretch stretch, UUID scope) throws SQLException {
        Counts counts = new ScopeNumbers(connection).of(Scope.of(scope)).counts();
        if (counts.of(Kind.OPEN) + counts.of(Kind.CLICK) <= few) {
            return read(ways(most).walk(stretch), most);
        }
        List<EventView> found = new ArrayList<>();
        BusyQuarters quarters = new BusyQuarters(connection, filter, scope, stretch, few);
        for (List<BusyQuarters.Busy> next = quarters.next(); !next.isEmpty(); next = quarters.next()) {
            for (BusyQuarters.Busy busy : next) {
                int missing = most - found.size();
                EventWays ways = ways(missing);
                EventStretch part = stretch.since(busy.start()).until(busy.end());
                found.addAll(read(ways.busy(busy, part, few), missing));
                if (found.size() == most) {
                    return found;
                }
            }
        }
        return found;
    }

    private EventWays ways(int limit) {
        return new EventWays(filter, limit, postgresql);
    }

    private List<EventView> read(List<EventSql> ways, int limit) throws SQLException {
        EventSql sql = new EventSql()
                .add("select " + EventReader.COLUMNS + ", " + EventReader.VERDICT + " from (")
                .addAll(ways)
                .add(") e left join verdict v on v.event_id = e.id order by e.occurred_at, e.id fetch first " + limit
                        + " rows only");
        try (PreparedStatement select = sql.prepare(connection)) {
            return reader.read(select);
        }
    }
}
