package io.tallymark.report;

import io.tallymark.classify.Rule;
import io.tallymark.token.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Events that are not settled: those of the last minutes, and those of messages that wait for a decision. Counting stops where it would
 * cost too much; what is counted then is the least that there is.
 *
 * @param isMinimum true if counting stopped
 */
record Pending(long events, boolean isMinimum) {

    private static final int MOST_EVENTS = 50_000;
    private static final int MOST_TICKETS = 5_000;

    /** @param column {@code campaign_id} or {@code snapshot_id}, of the events that are meant */
    static Pending of(Connection connection, String column, UUID id, Instant now) throws SQLException {
        Instant unsettled = now.minus(Rule.settledAfter());
        long recent = 0;
        boolean stopped = false;
        for (Kind kind : Kind.values()) {
            long ofKind = count(
                    connection,
                    "select count(*) from (select 1 from event where " + column
                            + " = ? and occurred_at > ? and kind = '" + kind + "' fetch first " + MOST_EVENTS
                            + " rows only) n",
                    id,
                    unsettled);
            recent += ofKind;
            stopped |= ofKind == MOST_EVENTS;
        }
        long waiting = count(
                connection,
                // asked message by message, because a planner might read all events of the campaign to join them
                "select coalesce(sum((select count(*) from event e where e.message_id = t.message_id and e." + column
                        + " = ? and e.occurred_at <= ?)), 0) from (select distinct message_id from"
                        + " (select message_id from classification_ticket fetch first " + MOST_TICKETS
                        + " rows only) w) t",
                id,
                unsettled);
        return new Pending(recent + waiting, stopped || tickets(connection) == MOST_TICKETS);
    }

    /** Messages that wait for a decision. */
    static Reports.Waiting waiting(Connection connection) throws SQLException {
        long tickets = tickets(connection);
        return new Reports.Waiting(tickets, tickets == MOST_TICKETS);
    }

    private static long count(Connection connection, String sql, UUID id, Instant time) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            Sql.time(select, 2, time);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long tickets(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from (select 1"
                        + " from classification_ticket fetch first " + MOST_TICKETS + " rows only) n");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
