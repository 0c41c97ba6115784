package io.tallymark.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What a database of an older version holds is still there and still right after the newer scripts, on both databases (D4). */
class MigrationsTest {

    private static final String SUMS = "select scope, quarter, sum(open_human), sum(open_scanner), sum(click_proxy),"
            + " sum(click_undecided), sum(open_apple) from quarter_tally group by scope, quarter order by scope, quarter";

    private final Random random = new Random(4);
    private final UUID campaign = uuid();
    private final UUID snapshot = uuid();

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private interface Story {
        void on(DataSource source) throws SQLException;
    }

    private static void onBoth(Story story) throws Exception {
        JdbcDataSource embedded = new JdbcDataSource();
        embedded.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        story.on(embedded);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            story.on(postgres.getPostgresDatabase());
        }
    }

    private static void migrate(DataSource source, String version) throws SQLException {
        Migrations.of(source).target(version).load().migrate();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(cells);
            }
            return rows;
        }
    }

    @Test
    void d4_whatWasCountedInLanesIsCountedOnce() throws Exception {
        onBoth(source -> {
            migrate(source, "11");
            try (Connection connection = source.getConnection()) {
                for (int i = 0; i < 400; i++) {
                    run(
                            connection,
                            "insert into quarter_tally (scope, quarter, lane, open_human, open_scanner, click_proxy,"
                                    + " click_undecided, open_apple) values ('" + (i % 2 == 0 ? campaign : snapshot)
                                    + "', " + i / 16 + ", " + i / 2 % 8 + ", " + random.nextInt(9) + ", "
                                    + random.nextInt(9) + ", " + random.nextInt(9) + ", " + random.nextInt(9) + ", "
                                    + random.nextInt(9) + ")");
                }
                List<List<String>> before = rows(connection, SUMS);
                assertThat(before).hasSize(50);
                migrate(source, "latest");
                assertThat(rows(connection, SUMS)).isEqualTo(before);
                assertThat(rows(connection, "select lane, count(*) from quarter_tally group by lane"))
                        .containsExactly(List.of("0", "50"));
            }
        });
    }

    @Test
    void d4_whatWasRecordedBeforeThereWereVerdictsIsDecided() throws Exception {
        UUID message = uuid();
        UUID silent = uuid();
        onBoth(source -> {
            migrate(source, "3");
            try (Connection connection = source.getConnection()) {
                run(
                        connection,
                        "insert into campaign (id, name, created_at) values ('" + campaign + "', 'old', now())");
                run(
                        connection,
                        "insert into snapshot (id, campaign_id, version, subject, sender, tracking_domain, base_url, opens,"
                                + " clicks, text_links, sha256, warnings, created_at) values ('" + snapshot + "', '"
                                + campaign + "', 1, 's', 's', 'd', 'b', 'OFF', 'OFF', false, 'x', '', now())");
                run(
                        connection,
                        "insert into link (id, snapshot_id, position, part, target, label) values (7, '" + snapshot
                                + "', 0, 'html', 'https://example.com/ä', 'a')");
                for (UUID id : List.of(message, silent)) {
                    run(
                            connection,
                            "insert into message (id, snapshot_id, campaign_id, recipient, sent_at, internal_test, opens,"
                                    + " clicks, key_id, expires_on, created_at) values ('" + id + "', '" + snapshot
                                    + "', '" + campaign + "', 'r', now(), false, 'IDENTIFIED', 'OFF', 1,"
                                    + " date '2030-01-01', now())");
                }
                run(
                        connection,
                        "insert into event (id, kind, message_id, campaign_id, snapshot_id, link_id, occurred_at, method,"
                                + " user_agent, address, headers) values ('" + uuid() + "', 'OPEN', '" + message
                                + "', '"
                                + campaign + "', '" + snapshot + "', 0, now(), 'GET', 'x', '', '{}')");
                migrate(source, "latest");
                assertThat(rows(connection, "select distinct message_id, lane from classification_ticket"))
                        .containsExactly(List.of(message.toString(), "" + (message.getLeastSignificantBits() & 7)));
                assertThat(rows(connection, "select sent, internal_tests, opens_off, clicks_off from sent_tally"))
                        .containsExactly(List.of("2", "0", "0", "2"));
                assertThat(rows(connection, "select id, target from link where target_key is not null"))
                        .containsExactly(List.of("7", "https://example.com/ä"));
            }
        });
    }
}
