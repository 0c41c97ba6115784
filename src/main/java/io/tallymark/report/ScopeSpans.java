package io.tallymark.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** First and last moments of scopes only ever widen, but for an erasure: then they are looked up again, all lanes being held. */
final class ScopeSpans {

    private static final String OF_MESSAGES = "select min(case when open_first <= click_first or click_first is null"
            + " then open_first else click_first end), max(case when open_last >= click_last or click_last is null"
            + " then open_last else click_last end) from message_tally where campaign_id = ? or snapshot_id = ?";

    private final Connection connection;

    ScopeSpans(Connection connection) {
        this.connection = connection;
    }

    /** All in the first lane's row; the other rows say nothing, which is as good, because readers put lanes together. */
    void renew(UUID scope) throws SQLException {
        Instant first;
        Instant last;
        try (PreparedStatement select = connection.prepareStatement(OF_MESSAGES)) {
            select.setObject(1, scope);
            select.setObject(2, scope);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                first = Sql.time(row, 1);
                last = Sql.time(row, 2);
            }
        }
        try (PreparedStatement update = connection.prepareStatement("update scope_tally set"
                + " first_at = case when lane = (select min(lane) from scope_tally where scope = ? and link_id = 0)"
                + " then ? else null end,"
                + " last_at = case when lane = (select min(lane) from scope_tally where scope = ? and link_id = 0)"
                + " then ? else null end where scope = ? and link_id = 0")) {
            update.setObject(1, scope);
            Sql.time(update, 2, first);
            update.setObject(3, scope);
            Sql.time(update, 4, last);
            update.setObject(5, scope);
            update.executeUpdate();
        }
    }
}
