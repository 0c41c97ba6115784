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
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Puts simulated history into a Tallymark database, by COPY: messages and events, and either their verdicts and tallies, as if all had
 * been decided, or tickets for the product to decide; then it waits for that and says how long it took. A campaign that is decided was
 * sent within four days, however large it is; what waits was sent in the course of time, a slice of the simulation each ten minutes.
 *
 * <p>Arguments: JDBC address, {@code decided} or {@code waiting}. Each line that is read: a campaign, its snapshot, its second snapshot,
 * first slice of the simulation, events, days ago when the first slice was sent. In decided history one message in some thousand belongs
 * to the second snapshot. Prints for each line the next free slice, the events put in, and for waiting ones the seconds until all had a
 * verdict.
 */
public final class History {

    private static final long SEED = 11;
    private static final int BLOCK = 500;
    private static final Duration BLOCK_LASTS = Duration.ofMinutes(10L * BLOCK);
    private static final int LINKS = 20;
    private static final RuleSet RULES = RuleSet.builtIn();
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final StringBuilder messages = new StringBuilder();
    private final StringBuilder events = new StringBuilder();
    private final StringBuilder verdicts = new StringBuilder();
    private final StringBuilder tickets = new StringBuilder();
    private final Connection connection;
    private final boolean decided;

    /** What one line asks for. */
    private record Part(String campaign, String snapshot, String second, int firstSlice, long events, long daysAgo) {

        static Part of(String line) {
            String[] words = line.split(" ");
            return new Part(
                    words[0], words[1], words[2], Integer.parseInt(words[3]), Long.parseLong(words[4]), Long.parseLong(words[5]));
        }

        long firstLink() {
            return Math.floorMod(snapshot.hashCode(), 1_000_000_000L) * 1_000 + 1;
        }
    }

    private History(Connection connection, boolean decided) {
        this.connection = connection;
        this.decided = decided;
    }

    public static void main(String[] args) throws Exception {
        List<Part> parts = new BufferedReader(new InputStreamReader(System.in)).lines().map(Part::of).toList();
        try (Connection connection = DriverManager.getConnection(args[0], "tallymark", "")) {
            History history = new History(connection, args[1].equals("decided"));
            for (Part part : parts) {
                history.put(part);
            }
            if (history.decided) {
                history.tally(parts);
            }
        }
    }

    private void put(Part part) throws Exception {
        run("insert into link (id, snapshot_id, position, part, target, label) select " + part.firstLink() + " + n, '" + part.snapshot()
                + "', n, 'html', 'https://example.com/' || n, 'link ' || n from generate_series(0, " + (LINKS - 1)
                + ") n on conflict do nothing");
        connection.setAutoCommit(false);
        Instant start = Instant.now().minus(part.daysAgo(), ChronoUnit.DAYS);
        Duration before = BLOCK_LASTS.multipliedBy(part.firstSlice()).dividedBy(BLOCK);
        long done = 0;
        int slice = part.firstSlice();
        while (done < part.events()) {
            Instant sent = decided ? start : start.minus(before).plus(BLOCK_LASTS.multipliedBy(slice / BLOCK));
            done += add(part, new Simulation(SEED, sent).slice(slice++));
            if (events.length() > 8 << 20) {
                copy();
            }
        }
        copy();
        long began = System.nanoTime();
        connection.commit();
        connection.setAutoCommit(true);
        while (!decided && waiting()) {
            Thread.sleep(50);
        }
        System.out.printf(Locale.ROOT, "%d %d %.2f%n", slice, done, (System.nanoTime() - began) / 1e9);
    }

    private int add(Part part, List<SimulatedMessage> sent) {
        Surroundings surroundings = decided
                ? Surroundings.of(sent.stream().flatMap(m -> m.events().stream()).map(Labelled::request).toList(), RULES)
                : Surroundings.NONE;
        int count = 0;
        for (SimulatedMessage message : sent) {
            boolean odd = decided && Math.floorMod(message.id().getLeastSignificantBits(), 1_000) == 0;
            String snapshot = odd ? part.second() : part.snapshot();
            line(messages, message.id(), snapshot, part.campaign(), "r" + Long.toHexString(message.id().getLeastSignificantBits()),
                    message.sentAt(), message.internal(), "IDENTIFIED", "IDENTIFIED", 1, "2036-01-01", message.sentAt(),
                    message.links().length);
            for (Labelled labelled : message.events()) {
                Request request = labelled.request();
                long link = request.click() ? part.firstLink() + place(message.links(), request.linkId()) : 0;
                line(events, request.id(), request.click() ? "CLICK" : "OPEN", request.messageId(), part.campaign(), snapshot, link,
                        request.at(), request.method(), request.userAgent(), request.address(), json(request.headers()));
                count++;
            }
            if (decided) {
                for (Verdict verdict : Classifier.classify(message.timeline(), surroundings, RULES)) {
                    line(verdicts, verdict.eventId(), message.id(), verdict.eventClass(), verdict.rule(), told(verdict.signals()),
                            verdict.ruleSet(), message.sentAt());
                }
            } else if (!message.events().isEmpty()) {
                // due in the order in which the events arrived
                Instant first = message.events().stream().map(each -> each.request().at()).min(Instant::compareTo).orElseThrow();
                line(tickets, message.id().getLeastSignificantBits() & 7, first, message.id(), NOBODY);
            }
        }
        return count;
    }

    private static int place(long[] links, long link) {
        int place = 0;
        while (links[place] != link) {
            place++;
        }
        return place % LINKS;
    }

    /** What the product would have counted of all messages of these campaigns. */
    private void tally(List<Part> parts) throws Exception {
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
        String sums = columns.stream().map(name -> "sum(" + name + ")").collect(joining(", "));
        String wanted = " (select id from wanted)";
        String scopes = " (select id from wanted union all select snapshot from wanted union all select second from wanted)";
        String scoped = " from tallied_event t join message m on m.id = t.message_id join (values (0), (1), (2)) s(n) on s.n < 2"
                + " or t.link_id <> 0 where m.campaign_id in" + wanted;
        String scope = "case s.n when 0 then m.campaign_id else m.snapshot_id end";
        String link = "case s.n when 2 then t.link_id else 0 end";
        run("set work_mem = '512MB'");
        run("create temp table wanted (id uuid, snapshot uuid, second uuid)");
        run("insert into wanted values " + parts.stream()
                .map(part -> "('" + part.campaign() + "', '" + part.snapshot() + "', '" + part.second() + "')")
                .collect(joining(", ")));
        run("analyze wanted, message, event, verdict");
        run("insert into tallied_event select e.message_id, e.id, e.kind, e.link_id, e.occurred_at, v.class, 'OTHER'"
                + " from event e join verdict v on v.event_id = e.id where e.campaign_id in" + wanted);
        run("insert into sent_tally select snapshot_id, 0, campaign_id, count(*), 0, 0, 0 from message where campaign_id in" + wanted
                + " group by 1, 3");
        run("insert into message_tally (message_id, campaign_id, snapshot_id, open_count, click_count, last_human) select m.id,"
                + " m.campaign_id, m.snapshot_id, count(*) filter (where t.kind = 'OPEN'), count(*) filter (where t.kind = 'CLICK'),"
                + " max(t.occurred_at) filter (where t.class = 'HUMAN') from tallied_event t join message m on m.id = t.message_id"
                + " where m.campaign_id in" + wanted + " group by 1, 2, 3");
        run("insert into recipient_tally (scope, link_id, recipient, first_at, last_at, standing, " + names + ") select " + scope + ", "
                + link + ", m.recipient, min(t.occurred_at), max(t.occurred_at),"
                + " max(case when t.kind = 'OPEN' and t.class in ('HUMAN', 'PROXY') then 1 else 0 end)"
                + " + max(case when t.kind = 'CLICK' and t.class = 'HUMAN' then 2 else 0 end), " + numbers + scoped + " group by 1, 2, 3");
        run("insert into scope_tally (scope, link_id, lane, first_at, last_at, " + names + ", unique_open_human, unique_click_human)"
                + " select scope, link_id, 0, min(first_at), max(last_at), " + sums
                + ", count(*) filter (where open_human > 0), count(*) filter (where click_human > 0) from recipient_tally"
                + " where scope in" + scopes + " group by 1, 2, 3");
        run("insert into quarter_tally (scope, quarter, lane, " + names + ") select " + scope + ", floor(extract(epoch from"
                + " t.occurred_at) / 900)::int, 0, " + numbers + scoped + " and s.n < 2 group by 1, 2, 3");
        run("vacuum analyze");
    }

    private void run(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean waiting() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select 1 from classification_ticket)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String told(List<Signal> signals) {
        return signals.stream().map(signal -> signal.rule() + "\t" + signal.evidence() + "\n").collect(joining());
    }

    private static String json(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> "\"" + header.getKey() + "\":\"" + header.getValue().replaceAll("[\\\\\"]", "\\\\$0") + "\"")
                .collect(joining(",", "{", "}"));
    }

    private void copy() throws Exception {
        send(messages, "message (id, snapshot_id, campaign_id, recipient, sent_at, internal_test, opens, clicks, key_id, expires_on,"
                + " created_at, tracked_links)");
        send(events, "event (id, kind, message_id, campaign_id, snapshot_id, link_id, occurred_at, method, user_agent, address, headers)");
        send(verdicts, "verdict (event_id, message_id, class, rule, signals, ruleset, classified_at)");
        send(tickets, "classification_ticket (lane, due_at, message_id, source)");
    }

    private void send(StringBuilder lines, String table) throws Exception {
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
