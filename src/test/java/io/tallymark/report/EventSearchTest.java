package io.tallymark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.campaign.Message;
import io.tallymark.classify.EventClass;
import io.tallymark.classify.EventView;
import io.tallymark.database.Migrations;
import io.tallymark.event.RawEvent;
import io.tallymark.token.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Lists hold exactly the events that fit, in order, page by page, whatever way leads to them, on both databases (R9). */
class EventSearchTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int HOURS = 30;
    private static final int EVENTS = 1_000;

    private final Random random = new Random(Long.getLong("seed", 7));
    private final List<UUID> campaigns = ids(2);
    private final List<UUID> snapshots = ids(4);
    private final List<Row> rows = new ArrayList<>();

    /** @param eventClass null: no verdict yet */
    private record Row(
            UUID id, Kind kind, UUID message, UUID campaign, UUID snapshot, Instant at, EventClass eventClass) {}

    private List<UUID> ids(int count) {
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(count)
                .toList();
    }

    @Test
    void r9_onTheEmbeddedDatabase() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(
                "jdbc:h2:mem:lists;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        check(source);
    }

    @Test
    void r9_onPostgreSql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            check(postgres.getPostgresDatabase());
        }
    }

    private void check(DataSource source) throws SQLException {
        Migrations.of(source).load().migrate();
        try (Connection connection = source.getConnection()) {
            fill(connection);
            List<EventFilter> filters = filters();
            for (EventFilter filter : filters) {
                List<UUID> expected = rows.stream()
                        .filter(fits(filter))
                        .sorted(Comparator.comparing(Row::at)
                                .thenComparing(row -> row.id().toString()))
                        .map(Row::id)
                        .toList();
                // 0: a class is looked for by quarters
                for (int few : new int[] {EventSearch.FEW, 0}) {
                    if (few > 0
                            || filter.eventClass().isPresent() && filter.scope().isPresent()) {
                        assertThat(found(connection, filter, 40 + random.nextInt(300), few))
                                .as("%s, %d", filter, few)
                                .isEqualTo(expected);
                    }
                }
            }
            assertThat(filters).hasSizeGreaterThan(200);
        }
    }

    private List<UUID> found(Connection connection, EventFilter filter, int limit, int few) throws SQLException {
        List<UUID> found = new ArrayList<>();
        Optional<EventPosition> after = Optional.empty();
        while (true) {
            EventReader reader = new EventReader(link -> "target " + link);
            List<EventView> page = new EventSearch(connection, reader, filter, limit, few).after(after);
            page.forEach(event -> found.add(event.id()));
            if (page.size() < limit) {
                return found;
            }
            after = Optional.of(EventPosition.parse(EventPosition.of(page.get(limit - 1))));
        }
    }

    private static Predicate<Row> fits(EventFilter filter) {
        return row -> filter.campaign().map(row.campaign()::equals).orElse(true)
                && filter.snapshot().map(row.snapshot()::equals).orElse(true)
                && filter.message().map(row.message()::equals).orElse(true)
                && filter.kind().map(row.kind()::equals).orElse(true)
                && filter.eventClass()
                        .map(wanted -> wanted == (row.eventClass() == null ? EventClass.UNDECIDED : row.eventClass()))
                        .orElse(true)
                && filter.from().map(from -> !row.at().isBefore(from)).orElse(true)
                && filter.to().map(to -> row.at().isBefore(to)).orElse(true);
    }

    /** Every combination. */
    private List<EventFilter> filters() {
        List<EventFilter> filters = new ArrayList<>();
        List<Optional<EventClass>> classes = new ArrayList<>(List.of(Optional.empty()));
        Stream.of(EventClass.values()).map(Optional::of).forEach(classes::add);
        List<Optional<Instant>> times = List.of(Optional.empty(), Optional.of(START.plusSeconds(15 * 3600 + 77)));
        for (Optional<UUID> campaign : List.of(Optional.<UUID>empty(), Optional.of(campaigns.get(0)))) {
            for (Optional<UUID> snapshot : List.of(Optional.<UUID>empty(), Optional.of(snapshots.get(0)))) {
                for (Optional<UUID> message :
                        List.of(Optional.<UUID>empty(), Optional.of(rows.get(0).message()))) {
                    for (Optional<EventClass> eventClass : classes) {
                        for (Optional<Kind> kind : List.of(Optional.<Kind>empty(), Optional.of(Kind.CLICK))) {
                            for (Optional<Instant> from : times) {
                                filters.add(new EventFilter(
                                        campaign,
                                        snapshot,
                                        message,
                                        kind,
                                        eventClass,
                                        from,
                                        from.map(time -> time.plusSeconds(9 * 3600 + 5))));
                            }
                        }
                    }
                }
            }
        }
        return filters;
    }

    /** Messages of two campaigns with two snapshots each, some of whose events wait, and events of messages that nobody knows. */
    private void fill(Connection connection) throws SQLException {
        for (int i = 0; i < EVENTS / 10; i++) {
            int snapshot = random.nextInt(4);
            UUID message = ids(1).get(0);
            boolean waits = i % 20 == 1;
            boolean known = i % 25 != 24;
            List<TalliedEvent> counted = new ArrayList<>();
            for (int n = 1 + random.nextInt(19); n > 0; n--) {
                Row row = new Row(
                        ids(1).get(0),
                        random.nextInt(4) == 0 ? Kind.CLICK : Kind.OPEN,
                        message,
                        known ? campaigns.get(snapshot / 2) : RawEvent.UNKNOWN,
                        known ? snapshots.get(snapshot) : RawEvent.UNKNOWN,
                        // in whole seconds, so that many are at the same time
                        START.plusSeconds(random.nextInt(HOURS * 60) / 40 * 1800 + random.nextInt(20)),
                        known ? decided(waits) : EventClass.UNDECIDED);
                rows.add(row);
                insert(connection, row);
                if (known && row.eventClass() != null) {
                    counted.add(new TalliedEvent(
                            message, row.id(), row.kind(), 0, row.at(), row.eventClass(), Provider.OTHER));
                }
            }
            TallyChanges changes = new TallyChanges();
            Message.Facts facts = new Message.Facts(
                    message,
                    campaigns.get(snapshot / 2),
                    snapshots.get(snapshot),
                    "r" + i,
                    START,
                    false,
                    null,
                    null,
                    1);
            changes.decided(facts, List.of(), counted);
            new TallyTables(connection).write(changes, 0);
            if (waits) {
                run(
                        connection,
                        "insert into classification_ticket values (1, now(), '" + message + "', '" + message + "')");
            }
        }
        forgetSome(connection);
    }

    /** Most are human-looking, and a few of the others lie alone. */
    private EventClass decided(boolean waits) {
        if (waits && random.nextInt(2) == 0) {
            return random.nextBoolean() ? null : EventClass.UNDECIDED;
        }
        int dice = random.nextInt(100);
        return dice < 80 ? EventClass.HUMAN : dice == 99 ? EventClass.INTERNAL_TEST : EventClass.values()[dice % 4];
    }

    /** What was counted of them stays. */
    private void forgetSome(Connection connection) throws SQLException {
        run(connection, "delete from event where occurred_at < timestamp with time zone '2026-11-01 03:00:00+00:00'");
        rows.removeIf(row -> row.at().isBefore(START.plusSeconds(3 * 3600)));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void insert(Connection connection, Row row) throws SQLException {
        try (PreparedStatement event = connection.prepareStatement(
                        "insert into event values (?, ?, ?, ?, ?, 0, ?, 'GET', 'x', '192.0.2.1', '{}', null)");
                PreparedStatement verdict = connection.prepareStatement(
                        "insert into verdict values (?, ?, ?, 'r', 's' || chr(9) || 'e' || chr(10), 'v', now())")) {
            event.setObject(1, row.id());
            event.setString(2, row.kind().name());
            event.setObject(3, row.message());
            event.setObject(4, row.campaign());
            event.setObject(5, row.snapshot());
            Sql.time(event, 6, row.at());
            event.executeUpdate();
            if (row.eventClass() != null) {
                verdict.setObject(1, row.id());
                verdict.setObject(2, row.message());
                verdict.setString(3, row.eventClass().name());
                verdict.executeUpdate();
            }
        }
    }
}
