import io.tallymark.classify.Classifier;
import io.tallymark.classify.Request;
import io.tallymark.classify.RuleSet;
import io.tallymark.classify.Signal;
import io.tallymark.classify.Surroundings;
import io.tallymark.classify.Verdict;
import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.SimulatedMessage.Labelled;
import io.tallymark.simulation.Simulation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Puts simulated history into a Tallymark database, by COPY: messages and events, and either their verdicts, as if all had been decided,
 * or tickets for the product to decide; then it waits for that and says how long it took.
 *
 * <p>Arguments: JDBC address, campaign, snapshot, first slice of the simulation, events, {@code decided} or {@code waiting}. Prints the
 * next free slice, the events put in, and for waiting ones the seconds until all had a verdict.
 */
public final class SimulatedHistory {

    private static final long SEED = 11;
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final StringBuilder messages = new StringBuilder();
    private final StringBuilder events = new StringBuilder();
    private final StringBuilder verdicts = new StringBuilder();
    private final StringBuilder tickets = new StringBuilder();
    private final RuleSet rules = RuleSet.builtIn();
    private final String campaign;
    private final String snapshot;
    private final boolean decided;

    private SimulatedHistory(String campaign, String snapshot, boolean decided) {
        this.campaign = campaign;
        this.snapshot = snapshot;
        this.decided = decided;
    }

    public static void main(String[] args) throws Exception {
        SimulatedHistory history = new SimulatedHistory(args[1], args[2], args[5].equals("decided"));
        try (Connection connection = DriverManager.getConnection(args[0], "tallymark", "")) {
            history.run(connection, Integer.parseInt(args[3]), Long.parseLong(args[4]));
        }
    }

    private void run(Connection connection, int firstSlice, long wanted) throws Exception {
        Simulation simulation = new Simulation(SEED, Instant.parse("2026-01-01T08:00:00Z"));
        connection.setAutoCommit(false);
        long done = 0;
        int slice = firstSlice;
        while (done < wanted) {
            List<SimulatedMessage> sent = simulation.slice(slice++);
            done += add(sent);
            if (events.length() > 8 << 20) {
                copy(connection);
            }
        }
        copy(connection);
        if (decided) {
            connection.commit();
            try (var statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("analyze message; analyze event; analyze verdict");
            }
            System.out.println(slice + " " + done);
            return;
        }
        send(connection, tickets, "classification_ticket (lane, due_at, message_id, source)");
        long start = System.nanoTime();
        connection.commit();
        connection.setAutoCommit(true);
        while (waiting(connection) > 0) {
            Thread.sleep(50);
        }
        System.out.printf(java.util.Locale.ROOT, "%d %d %.2f%n", slice, done, (System.nanoTime() - start) / 1e9);
    }

    private static long waiting(Connection connection) throws Exception {
        try (PreparedStatement select = connection.prepareStatement("select exists (select 1 from classification_ticket)");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1) ? 1 : 0;
        }
    }

    private int add(List<SimulatedMessage> sent) {
        Surroundings surroundings = decided
                ? Surroundings.of(
                        sent.stream().flatMap(m -> m.events().stream()).map(Labelled::request).toList(), rules)
                : Surroundings.NONE;
        int count = 0;
        for (SimulatedMessage message : sent) {
            line(messages, message.id(), snapshot, campaign, "r" + message.id(), message.sentAt(), message.internal(),
                    "IDENTIFIED", "IDENTIFIED", 1, "2036-01-01", message.sentAt(), message.links().length);
            for (Labelled labelled : message.events()) {
                Request request = labelled.request();
                line(events, request.id(), request.click() ? "CLICK" : "OPEN", request.messageId(), campaign, snapshot,
                        request.linkId(), request.at(), request.method(), request.userAgent(), request.address(),
                        json(request.headers()));
                count++;
            }
            if (decided) {
                for (Verdict verdict : Classifier.classify(message.timeline(), surroundings, rules)) {
                    line(verdicts, verdict.eventId(), message.id(), verdict.eventClass(), verdict.rule(),
                            told(verdict.signals()), verdict.ruleSet(), message.sentAt());
                }
            } else if (!message.events().isEmpty()) {
                // due in the order in which the events arrived
                Instant first = message.events().stream().map(each -> each.request().at()).min(Instant::compareTo).orElseThrow();
                line(tickets, message.id().getLeastSignificantBits() & 7, first, message.id(), NOBODY);
            }
        }
        return count;
    }

    private static String told(List<Signal> signals) {
        StringBuilder told = new StringBuilder();
        signals.forEach(signal -> told.append(signal.rule()).append('\t').append(signal.evidence()).append('\n'));
        return told.toString();
    }

    private static String json(Map<String, String> headers) {
        StringBuilder json = new StringBuilder("{");
        headers.forEach((name, value) -> json.append(json.length() > 1 ? "," : "").append('"').append(name).append("\":\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"'));
        return json.append('}').toString();
    }

    private void copy(Connection connection) throws Exception {
        send(connection, messages, "message (id, snapshot_id, campaign_id, recipient, sent_at, internal_test, opens, clicks,"
                + " key_id, expires_on, created_at, tracked_links)");
        send(connection, events, "event (id, kind, message_id, campaign_id, snapshot_id, link_id, occurred_at, method,"
                + " user_agent, address, headers)");
        send(connection, verdicts, "verdict (event_id, message_id, class, rule, signals, ruleset, classified_at)");
    }

    private static void send(Connection connection, StringBuilder lines, String table) throws Exception {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        copy.copyIn("copy " + table + " from stdin", new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
        lines.setLength(0);
    }

    private static void line(StringBuilder lines, Object... values) {
        for (int i = 0; i < values.length; i++) {
            lines.append(i == 0 ? "" : "\t");
            for (char character : String.valueOf(values[i]).toCharArray()) {
                switch (character) {
                    case '\\' -> lines.append("\\\\");
                    case '\t' -> lines.append("\\t");
                    case '\n' -> lines.append("\\n");
                    case '\r' -> lines.append("\\r");
                    default -> lines.append(character == 0 ? ' ' : character);
                }
            }
        }
        lines.append('\n');
    }
}
