import static java.util.stream.Collectors.joining;

import io.tallymark.classify.Classifier;
import io.tallymark.classify.EventClass;
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
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Puts simulated history into a Tallymark database, by COPY: messages and events, and either their verdicts and tallies, as if all had been decided,
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
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                for (String sql : tallies()) {
                    statement.execute(sql);
                }
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
        System.out.printf(Locale.ROOT, "%d %d %.2f%n", slice, done, (System.nanoTime() - start) / 1e9);
    }

    /** What the product would have counted of the messages that have no tallies yet. */
    private static List<String> tallies() {
        List<String> columns = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (String kind : new String[] {"OPEN", "CLICK"}) {
            for (EventClass eventClass : EventClass.values()) {
                columns.add((kind + "_" + eventClass).toLowerCase(Locale.ROOT));
                counts.add("count(*) filter (where t.kind = '" + kind + "' and t.class = '" + eventClass + "')");
            }
        }
        String names = String.join(", ", columns);
        String numbers = String.join(", ", counts);
        String added = columns.stream().map(name -> name + " = old." + name + " + excluded." + name).collect(joining(", "));
        String lane = "get_byte(uuid_send(m.id), 15) & 7";
        String scoped = " from tallied_event t join fresh m on m.id = t.message_id join (values (0), (1), (2)) s(n)"
                + " on s.n < 2 or t.link_id <> 0";
        String scope = "case s.n when 0 then m.campaign_id else m.snapshot_id end";
        String link = "case s.n when 2 then t.link_id else 0 end";
        return List.of(
                "analyze message; analyze event; analyze verdict; set work_mem = '512MB'",
                "create temp table fresh as select m.id, m.campaign_id, m.snapshot_id, m.recipient from message m"
                        + " where not exists (select 1 from message_tally t where t.message_id = m.id)"
                        + " and exists (select 1 from event e where e.message_id = m.id)",
                "analyze fresh",
                "insert into tallied_event select e.message_id, e.id, e.kind, e.link_id, e.occurred_at, v.class, 'OTHER'"
                        + " from fresh m join event e on e.message_id = m.id join verdict v on v.event_id = e.id",
                "insert into message_tally (message_id, campaign_id, snapshot_id, open_count, click_count, last_human)"
                        + " select m.id, m.campaign_id, m.snapshot_id, count(*) filter (where t.kind = 'OPEN'),"
                        + " count(*) filter (where t.kind = 'CLICK'), max(t.occurred_at) filter (where t.class = 'HUMAN')"
                        + " from tallied_event t join fresh m on m.id = t.message_id group by 1, 2, 3",
                "insert into recipient_tally (scope, link_id, recipient, first_at, last_at, standing, " + names + ") select "
                        + scope + ", " + link + ", m.recipient, min(t.occurred_at), max(t.occurred_at),"
                        + " max(case when t.kind = 'OPEN' and t.class in ('HUMAN', 'PROXY') then 1 else 0 end)"
                        + " + max(case when t.kind = 'CLICK' and t.class = 'HUMAN' then 2 else 0 end), " + numbers + scoped
                        + " group by 1, 2, 3",
                "insert into scope_tally as old (scope, link_id, lane, first_at, last_at, " + names + ") select " + scope + ", "
                        + link + ", " + lane + ", min(t.occurred_at), max(t.occurred_at), " + numbers + scoped
                        + " group by 1, 2, 3 on conflict (scope, link_id, lane) do update set " + added,
                "insert into quarter_tally as old (scope, quarter, lane, " + names + ") select " + scope
                        + ", floor(extract(epoch from t.occurred_at) / 900)::int, " + lane + ", " + numbers + scoped
                        + " and s.n < 2 group by 1, 2, 3 on conflict (scope, quarter, lane) do update set " + added,
                "vacuum analyze");
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
            line(messages, message.id(), snapshot, campaign, "r" + Long.toHexString(message.id().getLeastSignificantBits()), message.sentAt(), message.internal(),
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
