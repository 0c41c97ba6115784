package io.tallymark.report;

import io.tallymark.classify.Rule;
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

    /** @param column {@code campaign_id} or {@code snapshot_id} of an event of that campaign */
    static Pending of(Connection connection, UUID campaign, String column, UUID id, Instant now) throws SQLException {
        Instant unsettled = now.minus(Rule.settledAfter());
        long recent = count(
                connection,
                "select count(*) from (select 1 from event e where e.campaign_id = ? and e." + column
                        + " = ? and e.occurred_at > ? fetch first " + MOST_EVENTS + " rows only) n",
                campaign,
                id,
                unsettled);
        long waiting = count(
                connection,
                "select count(*) from (select distinct message_id from (select message_id from classification_ticket"
                        + " fetch first " + MOST_TICKETS
                        + " rows only) w) t join event e on e.message_id = t.message_id"
                        + " where e.campaign_id = ? and e." + column + " = ? and e.occurred_at <= ?",
                campaign,
                id,
                unsettled);
        return new Pending(recent + waiting, recent == MOST_EVENTS || tickets(connection) == MOST_TICKETS);
    }

    /** Messages that wait for a decision. */
    static Reports.Waiting waiting(Connection connection) throws SQLException {
        long tickets = tickets(connection);
        return new Reports.Waiting(tickets, tickets == MOST_TICKETS);
    }

    private static long count(Connection connection, String sql, UUID campaign, UUID id, Instant time)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, campaign);
            select.setObject(2, id);
            Sql.time(select, 3, time);
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
