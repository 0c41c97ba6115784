package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.classify.Classifier;
import io.tallymark.classify.RuleSet;
import io.tallymark.classify.Surroundings;
import io.tallymark.classify.Verdict;
import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.SimulatedMessage.Labelled;
import io.tallymark.simulation.Simulation;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events arrive in any order, in many batches, while two nodes decide and one of them is killed: the verdicts end as if all had been
 * decided at once (V1, V9).
 */
class TwoNodesIT {

    private static final int SLICES = 15;
    private static final int BATCHES = 25;
    private static final int RECIPIENTS = 40;

    @TempDir
    Path home;

    @Test
    void v9_twoNodesAndAKilledOneEndInTheSameVerdicts() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        List<SimulatedMessage> messages = new ArrayList<>();
        Instant start = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        new Simulation(seed, start).slices(SLICES).forEach(messages::addAll);
        try (Postgres postgres = Postgres.start(home);
                Node first = Node.start(home.resolve("first"), postgres.settings());
                Node second = Node.start(home.resolve("second"), shared(postgres, home.resolve("first")))) {
            Api.await(
                    60,
                    "ready",
                    () -> first.api().get("/health/ready").statusCode() == 200
                            && second.api().get("/health/ready").statusCode() == 200);
            JsonObject snapshot = first.api().snapshot(first.api().campaign("simulated"), "<p>x");
            try (Connection connection =
                    DriverManager.getConnection(postgres.settings().get("TALLYMARK_DATABASE_URL"), "postgres", "")) {
                insertMessages(connection, snapshot, messages);
                arrive(connection, snapshot, messages, new Random(seed), first);
                first.start();
                Api.await(120, "nothing waits", () -> waiting(connection) == 0);
                Map<UUID, String> stored = stored(connection);
                Map<UUID, String> wrong = new HashMap<>(expected(messages));
                assertThat(wrong).as("-Dseed=" + seed).hasSizeGreaterThan(1_000);
                wrong.entrySet().removeIf(verdict -> verdict.getValue().equals(stored.get(verdict.getKey())));
                wrong.replaceAll((event, verdict) -> verdict + " but is " + stored.get(event));
                assertThat(wrong).as("-Dseed=" + seed).isEmpty();
            }
            second.api().assertTalliesAreRight();
            assertReportIsRight(second.api(), snapshot.getString("campaignId"), messages);
            assertThat(second.api().get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    /** The report against a count of its own over the verdicts that there have to be. */
    private static void assertReportIsRight(Api api, String campaign, List<SimulatedMessage> messages) {
        Map<UUID, String> verdicts = expected(messages);
        JsonObject report = Api.json(api.get("/api/v1/campaigns/" + campaign + "/report"));
        for (boolean click : new boolean[] {false, true}) {
            Map<String, Integer> byClass = new HashMap<>();
            Map<String, java.util.Set<String>> recipients = new HashMap<>();
            for (SimulatedMessage message : messages) {
                for (Labelled labelled : message.events()) {
                    if (labelled.request().click() == click) {
                        String name = verdicts.get(labelled.request().id()).split(" ")[0];
                        byClass.merge(name, 1, Integer::sum);
                        recipients
                                .computeIfAbsent(name, none -> new java.util.HashSet<>())
                                .add(recipient(message));
                    }
                }
            }
            JsonObject kind = report.getJsonObject(click ? "clicks" : "opens");
            JsonObject counted = kind.getJsonObject("byClass");
            counted.keySet().forEach(name -> assertThat(counted.getInt(name)).isEqualTo(byClass.getOrDefault(name, 0)));
            assertThat(kind.getJsonObject("unique").getInt("human"))
                    .isEqualTo(
                            recipients.getOrDefault("HUMAN", java.util.Set.of()).size());
        }
        assertThat(report.getInt("sent"))
                .isEqualTo((int) messages.stream().filter(m -> !m.internal()).count());
    }

    private static String recipient(SimulatedMessage message) {
        return "r" + Math.floorMod(message.id().hashCode(), RECIPIENTS);
    }

    /** Both nodes have the same keys. */
    private static Map<String, String> shared(Postgres postgres, Path first) {
        Map<String, String> settings = new HashMap<>(postgres.settings());
        try {
            settings.put(
                    "TALLYMARK_TOKEN_KEYS",
                    java.nio.file.Files.readString(first.resolve("data/signing.keys"))
                            .strip());
            settings.put(
                    "TALLYMARK_ADDRESS_KEY",
                    java.nio.file.Files.readString(first.resolve("data/address.key"))
                            .strip());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return settings;
    }

    private static Map<UUID, String> expected(List<SimulatedMessage> messages) {
        RuleSet rules = RuleSet.builtIn();
        Surroundings surroundings = Surroundings.of(
                messages.stream()
                        .flatMap(message -> message.events().stream())
                        .map(Labelled::request)
                        .toList(),
                rules);
        Map<UUID, String> expected = new HashMap<>();
        for (SimulatedMessage message : messages) {
            for (Verdict verdict : Classifier.classify(message.timeline(), surroundings, rules)) {
                expected.put(verdict.eventId(), verdict.eventClass() + " " + verdict.rule());
            }
        }
        return expected;
    }

    private static Map<UUID, String> stored(Connection connection) throws SQLException {
        Map<UUID, String> stored = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select event_id, class, rule from verdict");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                stored.put(row.getObject(1, UUID.class), row.getString(2) + " " + row.getString(3));
            }
        }
        return stored;
    }

    private static int waiting(Connection connection) {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from classification_ticket");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insertMessages(Connection connection, JsonObject snapshot, List<SimulatedMessage> messages)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into message (id, snapshot_id, campaign_id,"
                + " recipient, sent_at, internal_test, opens, clicks, key_id, expires_on, created_at, tracked_links)"
                + " values (?, ?, ?, ?, ?, ?, 'IDENTIFIED', 'IDENTIFIED', 1, date '2030-01-01', now(), ?)")) {
            for (SimulatedMessage message : messages) {
                insert.setObject(1, message.id());
                insert.setObject(2, UUID.fromString(snapshot.getString("id")));
                insert.setObject(3, UUID.fromString(snapshot.getString("campaignId")));
                // few recipients with many messages each, so that both nodes want the same rows at once
                insert.setString(4, recipient(message));
                insert.setObject(5, message.sentAt().atOffset(ZoneOffset.UTC));
                insert.setBoolean(6, message.internal());
                insert.setInt(7, message.links().length);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement sent = connection.prepareStatement(
                "insert into sent_tally (snapshot_id, shard, campaign_id, sent, internal_tests)"
                        + " select snapshot_id, 0, campaign_id, count(*) filter (where not internal_test),"
                        + " count(*) filter (where internal_test) from message group by snapshot_id, campaign_id")) {
            sent.executeUpdate();
        }
    }

    /** Inserts the events as a loader does, each batch with its tickets in one transaction; kills the node half-way. */
    private static void arrive(
            Connection connection, JsonObject snapshot, List<SimulatedMessage> messages, Random random, Node victim)
            throws SQLException {
        List<Labelled> events = new ArrayList<>();
        messages.forEach(message -> events.addAll(message.events()));
        Collections.shuffle(events, random);
        connection.setAutoCommit(false);
        int size = events.size() / BATCHES + 1;
        for (int i = 0; i < BATCHES; i++) {
            List<Labelled> batch =
                    events.subList(Math.min(i * size, events.size()), Math.min((i + 1) * size, events.size()));
            insert(connection, snapshot, batch);
            if (i == BATCHES / 2) {
                victim.kill();
            }
            Api.sleep(random.nextInt(400));
        }
        connection.setAutoCommit(true);
    }

    private static void insert(Connection connection, JsonObject snapshot, List<Labelled> batch) throws SQLException {
        try (PreparedStatement event =
                        connection.prepareStatement("insert into event (id, kind, message_id, campaign_id,"
                                + " snapshot_id, link_id, occurred_at, method, user_agent, address, headers)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement ticket = connection.prepareStatement("insert into classification_ticket"
                        + " (lane, due_at, message_id, source) values (?, now(), ?, ?) on conflict do nothing")) {
            UUID source = UUID.randomUUID();
            for (Labelled labelled : batch) {
                var request = labelled.request();
                event.setObject(1, request.id());
                event.setString(2, request.click() ? "CLICK" : "OPEN");
                event.setObject(3, request.messageId());
                event.setObject(4, UUID.fromString(snapshot.getString("campaignId")));
                event.setObject(5, UUID.fromString(snapshot.getString("id")));
                event.setLong(6, request.linkId());
                event.setObject(7, request.at().atOffset(ZoneOffset.UTC));
                event.setString(8, request.method());
                event.setString(9, request.userAgent());
                event.setString(10, request.address());
                var headers = jakarta.json.Json.createObjectBuilder();
                request.headers().forEach(headers::add);
                event.setString(11, headers.build().toString());
                event.addBatch();
                ticket.setInt(1, (int) (request.messageId().getLeastSignificantBits() & 7));
                ticket.setObject(2, request.messageId());
                ticket.setObject(3, source);
                ticket.addBatch();
            }
            event.executeBatch();
            ticket.executeBatch();
            connection.commit();
        }
    }
}
