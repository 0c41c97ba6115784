package io.tallymark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.campaign.Message;
import io.tallymark.classify.EventClass;
import io.tallymark.database.Migrations;
import io.tallymark.token.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recount agrees with tallies that are right, and sees each kind of wrong one (R6). */
class RecountTest {

    private final Random random = new Random(5);
    private final UUID campaign = uuid();
    private final UUID snapshot = uuid();
    private Connection database;

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @BeforeEach
    void schema() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:recount;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        database = source.getConnection();
        Migrations.of(source).load().migrate();
        run("insert into campaign (id, name, reference, created_at) values ('" + campaign + "', 'c', null, now())");
        run("insert into snapshot (id, campaign_id, version, subject, sender, tracking_domain, base_url, opens, clicks,"
                + " text_links, sha256, warnings, created_at) values ('" + snapshot + "', '" + campaign
                + "', 1, 's', 's', 'd', 'b', 'OFF', 'OFF', false, 'x', '', now())");
        for (int i = 0; i < 5; i++) {
            message("r" + i % 3);
        }
        run("insert into sent_tally values ('" + snapshot + "', 1, '" + campaign + "', 5, 0, 0, 0)");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A message with a dozen events, raw, decided and tallied. */
    private void message(String recipient) throws SQLException {
        Message.Facts message =
                new Message.Facts(uuid(), campaign, snapshot, recipient, Instant.now(), false, null, null, 2);
        run(
                "insert into message (id, snapshot_id, campaign_id, recipient, sent_at, internal_test, opens, clicks, key_id,"
                        + " expires_on, created_at) values ('" + message.id() + "', '" + snapshot + "', '" + campaign
                        + "', '"
                        + recipient + "', now(), false, 'IDENTIFIED', 'IDENTIFIED', 1, date '2030-01-01', now())");
        List<TalliedEvent> events =
                Stream.generate(() -> event(message)).limit(12).toList();
        try (PreparedStatement insert = database.prepareStatement(
                        "insert into event values" + " (?, ?, ?, ?, ?, ?, ?, 'GET', ?, '', '{}', null)");
                PreparedStatement verdict =
                        database.prepareStatement("insert into verdict values (?, ?, ?, 'r', '', 'v', now())")) {
            for (TalliedEvent event : events) {
                insert.setObject(1, event.eventId());
                insert.setString(2, event.kind().name());
                insert.setObject(3, message.id());
                insert.setObject(4, campaign);
                insert.setObject(5, snapshot);
                insert.setLong(6, event.linkId());
                Sql.time(insert, 7, event.at());
                insert.setString(8, event.provider() == Provider.APPLE ? "Mozilla/5.0" : "x");
                insert.executeUpdate();
                verdict.setObject(1, event.eventId());
                verdict.setObject(2, message.id());
                verdict.setString(3, event.eventClass().name());
                verdict.executeUpdate();
            }
        }
        TallyChanges changes = new TallyChanges();
        changes.decided(message, List.of(), events);
        new TallyTables(database).write(changes, random.nextInt(8));
    }

    private TalliedEvent event(Message.Facts message) {
        Kind kind = Kind.values()[random.nextInt(2)];
        EventClass eventClass = EventClass.values()[random.nextInt(6)];
        boolean proxied = kind == Kind.OPEN && eventClass == EventClass.PROXY;
        return new TalliedEvent(
                message.id(),
                uuid(),
                kind,
                kind == Kind.CLICK ? 7 + random.nextInt(2) : 0,
                Instant.now().minusSeconds(random.nextInt(100_000)).truncatedTo(ChronoUnit.MILLIS),
                eventClass,
                proxied ? Provider.APPLE : Provider.OTHER);
    }

    private Recount.Result recount() throws SQLException {
        return new Recount(database, campaign, Instant.EPOCH).run();
    }

    @Test
    void r6_talliesThatAreRight() throws SQLException {
        assertThat(recount().differences()).isEmpty();
    }

    @Test
    void r6_everyWrongTallyIsSeen() throws SQLException {
        database.setAutoCommit(false);
        for (String wrong : List.of(
                "update scope_tally set open_human = open_human + 1 where link_id = 7",
                "update scope_tally set unique_click_any = unique_click_any + 1 where link_id = 0",
                "update quarter_tally set open_apple = open_apple + 1",
                "update recipient_tally set click_scanner = click_scanner - 1 where recipient = 'r1'",
                "update recipient_tally set standing = 3 - standing",
                "update message_tally set open_last = now()",
                "update message_tally set last_human = null",
                "update scope_tally set last_at = now()",
                "update sent_tally set sent = 6",
                "delete from tallied_event where kind = 'OPEN'",
                "update verdict set class = 'SCANNER' where class = 'HUMAN'",
                "delete from event where kind = 'CLICK'",
                "delete from message_tally")) {
            run(wrong);
            assertThat(recount().found()).as(wrong).isPositive();
            database.rollback();
        }
        assertThat(recount().found()).isZero();
    }

    @Test
    void r5_forgottenEventsStayCounted() throws SQLException {
        run("delete from event where kind = 'OPEN'");
        assertThat(new Recount(database, campaign, Instant.now()).run().differences())
                .isEmpty();
    }
}
