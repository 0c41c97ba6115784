package io.tallymark.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Takes a campaign out of every table (SD4), on one connection of one transaction in which nobody decides anything. All of it stands
 * here in one place, and a test knows which tables there are, so that none is forgotten.
 */
final class SampleRemoval {

    private static final String MESSAGES = "(select id from message where campaign_id = ?)";
    private static final String SCOPES =
            "(select id from snapshot where campaign_id = ? union all select cast(? as uuid))";

    /** In this order, because later ones are what earlier ones are found by; verdicts go with their events. */
    private static final List<String> STATEMENTS = List.of(
            "delete from classification_ticket where message_id in " + MESSAGES,
            "delete from tallied_event where message_id in " + MESSAGES,
            "delete from message_tally where campaign_id = ?",
            "delete from recipient_tally where scope in " + SCOPES,
            "delete from scope_tally where scope in " + SCOPES,
            "delete from quarter_tally where scope in " + SCOPES,
            "delete from sent_tally where campaign_id = ?",
            "delete from event where message_id in " + MESSAGES,
            "delete from message where campaign_id = ?",
            "insert into removed_link (link_id, removed_at) select l.id, cast(? as timestamp with time zone)"
                    + " from link l join snapshot s on s.id = l.snapshot_id where l.reason is null and s.campaign_id = ?",
            "delete from link where snapshot_id in (select id from snapshot where campaign_id = ?)",
            "delete from snapshot where campaign_id = ?",
            "delete from classification_run where scope = ?",
            "delete from campaign where id = ?");

    private final Connection connection;

    SampleRemoval(Connection connection) {
        this.connection = connection;
    }

    void remove(UUID campaign) throws SQLException {
        for (String sql : STATEMENTS) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int parameters = (int) sql.chars().filter(each -> each == '?').count();
                for (int i = 1; i <= parameters; i++) {
                    if (sql.startsWith("insert") && i == 1) {
                        statement.setObject(i, OffsetDateTime.now(ZoneOffset.UTC));
                    } else if (sql.contains("classification_run")) {
                        statement.setString(i, campaign.toString());
                    } else {
                        statement.setObject(i, campaign);
                    }
                }
                statement.executeUpdate();
            }
        }
    }
}
