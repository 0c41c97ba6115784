package io.tallymark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** A campaign that is removed leaves every table as it was without it (SD4), on both databases. */
class SampleRemovalTest {

    /** Columns by which a row belongs to a campaign. */
    private static final List<String> BELONGING =
            List.of("campaign_id", "snapshot_id", "message_id", "scope", "event_id", "link_id");

    /** Nodes read it to take links out of their copies. */
    private static final String NOTE = "removed_link";

    private Connection database;

    @Test
    void sd4_onTheEmbeddedDatabase() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:removal;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        leavesEveryTableAsItWas(source);
    }

    @Test
    void sd4_onPostgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            leavesEveryTableAsItWas(server.getPostgresDatabase());
        }
    }

    private void leavesEveryTableAsItWas(DataSource source) throws Exception {
        try (Connection connection = source.getConnection()) {
            database = connection;
            Migrations.of(source).load().migrate();
            leavesEveryTableAsItWas();
        }
    }

    private void leavesEveryTableAsItWas() throws SQLException {
        campaign(new UUID(7, 0x1_0000), 100);
        Map<String, List<String>> before = everything();
        UUID sample = new UUID(7, 0x2_0000);
        campaign(sample, 200);
        Map<String, List<String>> with = everything();
        assertThat(with.keySet().stream()
                        .filter(table -> belongs(table))
                        .filter(table -> with.get(table).equals(before.get(table))))
                .as("tables of campaigns that this test does not fill")
                .isEmpty();
        database.setAutoCommit(false);
        new SampleRemoval(database).remove(sample);
        database.commit();
        Map<String, List<String>> after = everything();
        assertThat(after.remove(NOTE)).hasSize(1);
        before.remove(NOTE);
        assertThat(after).isEqualTo(before);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A campaign with rows in every table. */
    private void campaign(UUID id, int base) throws SQLException {
        UUID snapshot = part(id, 1);
        UUID message = part(id, 2);
        UUID event = part(id, 3);
        run("insert into campaign (id, name, created_at, sample) values ('" + id + "', 'c', now(), true)");
        run("insert into snapshot (id, campaign_id, version, subject, sender, tracking_domain, base_url, opens, clicks,"
                + " text_links, sha256, warnings, created_at) values ('" + snapshot + "', '" + id
                + "', 1, 's', 's', 'd', 'b', 'OFF', 'OFF', false, 'x', '', now())");
        run("insert into link (id, snapshot_id, position, part, target, label, reason) values (" + base + ", '"
                + snapshot + "', 0, 'html', 'https://example.com/', '', null)");
        run("insert into link (id, snapshot_id, position, part, target, label, reason) values (" + (base + 1) + ", '"
                + snapshot + "', 1, 'html', 'mailto:x', '', 'NOT_HTTP')");
        run(
                "insert into message (id, snapshot_id, campaign_id, recipient, sent_at, internal_test, opens, clicks, key_id,"
                        + " expires_on, created_at) values ('" + message + "', '" + snapshot + "', '" + id
                        + "', 'r', now(), false, 'IDENTIFIED', 'IDENTIFIED', 1, date '2030-01-01', now())");
        run(
                "insert into event (id, kind, message_id, campaign_id, snapshot_id, link_id, occurred_at, method, user_agent,"
                        + " address, headers) values ('" + event + "', 'CLICK', '" + message + "', '" + id + "', '"
                        + snapshot
                        + "', " + base + ", now(), 'GET', '', '', '{}')");
        run("insert into verdict (event_id, message_id, class, rule, signals, ruleset, classified_at) values ('" + event
                + "', '" + message + "', 'HUMAN', 'r', '', 'v', now())");
        run("insert into classification_ticket (lane, due_at, message_id, source) values (0, now(), '" + message
                + "', '" + message + "')");
        run("insert into classification_run (id, scope, dry_run, status, ruleset, messages, messages_done, events_done,"
                + " last_message, started_at, started_by, changes) values ('" + part(id, 4) + "', '" + id
                + "', true, 'DONE', 'v', 1, 1, 1, '" + message + "', now(), 'x', '')");
        run("insert into tallied_event (message_id, event_id, kind, link_id, occurred_at, class, provider) values ('"
                + message + "', '" + event + "', 'CLICK', " + base + ", now(), 'HUMAN', 'OTHER')");
        run("insert into message_tally (message_id, campaign_id, snapshot_id) values ('" + message + "', '" + id
                + "', '" + snapshot + "')");
        for (UUID scope : List.of(id, snapshot)) {
            run("insert into recipient_tally (scope, link_id, recipient) values ('" + scope + "', 0, 'r')");
            run("insert into scope_tally (scope, link_id, lane) values ('" + scope + "', 0, 1)");
            run("insert into quarter_tally (scope, quarter, lane) values ('" + scope + "', 1, 1)");
        }
        run("insert into recipient_tally (scope, link_id, recipient) values ('" + snapshot + "', " + base + ", 'r')");
        run("insert into scope_tally (scope, link_id, lane) values ('" + snapshot + "', " + base + ", 1)");
        run("insert into sent_tally (snapshot_id, shard, campaign_id) values ('" + snapshot + "', 1, '" + id + "')");
    }

    private static UUID part(UUID campaign, int number) {
        return new UUID(campaign.getMostSignificantBits(), campaign.getLeastSignificantBits() + number);
    }

    private Map<String, List<String>> everything() throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : column("select table_name from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
            List<String> rows = new ArrayList<>();
            try (Statement statement = database.createStatement();
                    ResultSet row = statement.executeQuery("select * from " + table)) {
                while (row.next()) {
                    StringBuilder cells = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        cells.append(row.getString(i)).append('|');
                    }
                    rows.add(cells.toString());
                }
            }
            rows.sort(Comparator.naturalOrder());
            all.put(table, rows);
        }
        return all;
    }

    /** Whether a table holds something of campaigns: a later one that does must be filled here, and be emptied. */
    private boolean belongs(String table) {
        try {
            return !table.equals(NOTE)
                    && column("select column_name from information_schema.columns where table_name = '" + table + "'")
                            .stream()
                            .anyMatch(BELONGING::contains);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> cells = new ArrayList<>();
            while (row.next()) {
                cells.add(row.getString(1));
            }
            return cells;
        }
    }
}
