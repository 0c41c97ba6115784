import io.tallymark.classify.Classifier;
import io.tallymark.classify.Request;
import io.tallymark.classify.RuleSet;
import io.tallymark.classify.Surroundings;
import io.tallymark.classify.Verdict;
import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.Simulation;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Fills a campaign with simulated messages, their events as the product decides them, and the tallies of all that. One event in some
 * ten thousand is an internal test, and one in some thousand belongs to the second snapshot.
 *
 * <p>Arguments: JDBC address, campaign, its two snapshots, events.
 */
public class Fill {

    private static final String[] CLASSES = {"HUMAN", "PROXY", "SCANNER", "DUPLICATE", "INTERNAL_TEST", "UNDECIDED"};
    private static final int LINKS = 20;
    private static final RuleSet RULES = RuleSet.builtIn();

    private final StringBuilder messages = new StringBuilder();
    private final StringBuilder events = new StringBuilder();
    private final StringBuilder verdicts = new StringBuilder();
    private final UUID campaign;
    private final long linkBase;
    private long done;

    private Fill(UUID campaign, UUID snapshot) {
        this.campaign = campaign;
        this.linkBase = Math.abs(snapshot.getMostSignificantBits() % 1_000_000_000L) * 1000;
    }

    public static void main(String[] args) throws Exception {
        UUID campaign = UUID.fromString(args[1]);
        UUID snapshot = UUID.fromString(args[2]);
        UUID second = UUID.fromString(args[3]);
        long wanted = Long.parseLong(args[4]);
        Fill fill = new Fill(campaign, snapshot);
        try (Connection connection = DriverManager.getConnection(args[0])) {
            connection.setAutoCommit(false);
            run(connection, "insert into link (id, snapshot_id, position, part, target, label) select " + fill.linkBase + " + n, '"
                    + snapshot + "', n, 'html', 'https://example.com/' || n, 'link ' || n from generate_series(1, " + LINKS + ") n");
            Simulation simulation = new Simulation(wanted, Instant.now().minus(30, ChronoUnit.DAYS));
            for (int slice = 0; fill.done < wanted; slice++) {
                boolean odd = slice % 500 == 496 || fill.done > wanted - wanted / 500;
                fill.add(simulation.slice(slice), odd ? second : snapshot, odd);
                if (slice % 100 == 99) {
                    fill.copy(connection);
                }
            }
            fill.copy(connection);
            for (String sql : tallies(campaign, snapshot, second)) {
                run(connection, sql);
            }
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "vacuum analyze");
            System.out.println(fill.done + " events");
        }
    }

    private static void run(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A slice of the simulation; without its internal tests unless they are wanted. */
    private void add(List<SimulatedMessage> slice, UUID snapshot, boolean internalTests) {
        Surroundings surroundings = Surroundings.of(
                slice.stream().flatMap(m -> m.events().stream()).map(SimulatedMessage.Labelled::request).toList(), RULES);
        for (SimulatedMessage message : slice) {
            if (message.internal() && !internalTests) {
                continue;
            }
            line(messages, message.id(), snapshot, campaign, "r" + Long.toHexString(message.id().getLeastSignificantBits()), message.sentAt(), message.internal(), "IDENTIFIED",
                    "IDENTIFIED", 1, "2030-01-01", message.sentAt(), 5);
            for (SimulatedMessage.Labelled labelled : message.events()) {
                Request r = labelled.request();
                line(events, r.id(), r.click() ? "CLICK" : "OPEN", message.id(), campaign, snapshot,
                        r.click() ? linkBase + 1 + Math.floorMod(r.linkId(), LINKS) : 0, r.at(), r.method(), r.userAgent(),
                        r.address(), "{}");
                done++;
            }
            for (Verdict verdict : Classifier.classify(message.timeline(), surroundings, RULES)) {
                StringBuilder signals = new StringBuilder();
                verdict.signals().forEach(signal -> signals.append(signal.rule()).append("\\t").append(signal.evidence()).append("\\n"));
                verdicts.append(verdict.eventId()).append('\t').append(message.id()).append('\t').append(verdict.eventClass())
                        .append('\t').append(verdict.rule()).append('\t').append(signals).append('\t').append(verdict.ruleSet())
                        .append('\t').append(message.sentAt()).append('\n');
            }
        }
    }

    private static void line(StringBuilder lines, Object... values) {
        for (int i = 0; i < values.length; i++) {
            lines.append(i == 0 ? "" : "\t").append(String.valueOf(values[i]).replaceAll("[\\t\\n\\\\]", " "));
        }
        lines.append('\n');
    }

    private void copy(Connection c) throws Exception {
        var copy = c.unwrap(PGConnection.class).getCopyAPI();
        copy.copyIn("copy message (id, snapshot_id, campaign_id, recipient, sent_at, internal_test, opens, clicks, key_id, expires_on,"
                + " created_at, tracked_links) from stdin", new StringReader(messages.toString()));
        copy.copyIn("copy event (id, kind, message_id, campaign_id, snapshot_id, link_id, occurred_at, method, user_agent, address,"
                + " headers) from stdin", new StringReader(events.toString()));
        copy.copyIn("copy verdict (event_id, message_id, class, rule, signals, ruleset, classified_at) from stdin",
                new StringReader(verdicts.toString()));
        messages.setLength(0);
        events.setLength(0);
        verdicts.setLength(0);
    }

    private static List<String> tallies(UUID campaign, UUID snapshot, UUID second) {
        String scopes = "('" + campaign + "', '" + snapshot + "', '" + second + "')";
        List<String> names = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (String kind : new String[] {"OPEN", "CLICK"}) {
            for (String name : CLASSES) {
                names.add((kind + "_" + name).toLowerCase(Locale.ROOT));
                counts.add("count(*) filter (where t.kind = '" + kind + "' and t.class = '" + name + "')");
            }
        }
        String n = String.join(", ", names);
        String c = String.join(", ", counts);
        String lane = "get_byte(uuid_send(m.id), 15) & 7";
        String scoped = " from tallied_event t join message m on m.id = t.message_id join (values (0), (1), (2)) s(n) on s.n < 2 or"
                + " t.link_id <> 0 where m.campaign_id = '" + campaign + "'";
        String scope = "case s.n when 0 then m.campaign_id else m.snapshot_id end";
        String link = "case s.n when 2 then t.link_id else 0 end";
        String sums = "sum(open_human), sum(open_proxy), sum(open_scanner), sum(open_duplicate), sum(open_internal_test),"
                + " sum(open_undecided), sum(click_human), sum(click_proxy), sum(click_scanner), sum(click_duplicate),"
                + " sum(click_internal_test), sum(click_undecided)";
        return List.of(
                "insert into tallied_event select e.message_id, e.id, e.kind, e.link_id, e.occurred_at, v.class, 'OTHER'"
                        + " from event e join verdict v on v.event_id = e.id where e.campaign_id = '" + campaign + "'",
                "insert into sent_tally select snapshot_id, 0, campaign_id, count(*), 0, 0, 0 from message where campaign_id = '"
                        + campaign + "' group by 1, 3",
                "insert into message_tally (message_id, campaign_id, snapshot_id, open_count, last_human) select m.id, m.campaign_id,"
                        + " m.snapshot_id, count(*), max(t.occurred_at) filter (where t.class = 'HUMAN') from tallied_event t"
                        + " join message m on m.id = t.message_id where m.campaign_id = '" + campaign + "' group by 1, 2, 3",
                "insert into recipient_tally (scope, link_id, recipient, first_at, last_at, " + n + ") select " + scope + ", " + link
                        + ", m.recipient, min(t.occurred_at), max(t.occurred_at), " + c + scoped + " group by 1, 2, 3",
                "update recipient_tally set standing = (case when open_human + open_proxy > 0 then 1 else 0 end)"
                        + " + (case when click_human > 0 then 2 else 0 end) where scope in " + scopes,
                "insert into scope_tally (scope, link_id, lane, first_at, last_at, " + n + ", unique_open_human, unique_click_human)"
                        + " select scope, link_id, get_byte(decode(md5(recipient), 'hex'), 0) & 7, min(first_at), max(last_at), " + sums
                        + ", count(*) filter (where open_human > 0), count(*) filter (where click_human > 0) from recipient_tally"
                        + " where scope in " + scopes + " group by 1, 2, 3",
                "insert into quarter_tally (scope, quarter, lane, " + n + ") select " + scope + ", floor(extract(epoch from"
                        + " t.occurred_at) / 900)::int, " + lane + ", " + c + scoped + " and s.n < 2 group by 1, 2, 3");
    }
}
