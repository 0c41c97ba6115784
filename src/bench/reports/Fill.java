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

/** Fills a campaign with simulated messages, events under their true classes, and the tallies of all that. */
public class Fill {

    private static final String[] CLASSES = {"HUMAN", "PROXY", "SCANNER", "DUPLICATE", "INTERNAL_TEST", "UNDECIDED"};
    private static final int LINKS = 20;

    public static void main(String[] args) throws Exception {
        UUID campaign = UUID.fromString(args[1]);
        UUID snapshot = UUID.fromString(args[2]);
        long wanted = Long.parseLong(args[3]);
        try (Connection connection = DriverManager.getConnection(args[0])) {
            connection.setAutoCommit(false);
            long linkBase = Math.abs(snapshot.getMostSignificantBits() % 1_000_000_000L) * 1000;
            run(connection, "insert into link (id, snapshot_id, position, part, target, label) select " + linkBase + " + n, '"
                    + snapshot + "', n, 'html', 'https://example.com/' || n, 'link ' || n from generate_series(1, " + LINKS + ") n");
            long events = 0;
            Simulation simulation = new Simulation(wanted, Instant.now().minus(30, ChronoUnit.DAYS));
            for (int slice = 0; events < wanted; ) {
                List<SimulatedMessage> messages = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    messages.addAll(simulation.slice(slice++));
                }
                events += copy(connection, campaign, snapshot, linkBase, messages);
            }
            for (String sql : tallies(campaign, snapshot)) {
                run(connection, sql);
            }
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "vacuum analyze");
            System.out.println(events + " events");
        }
    }

    private static void run(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long copy(Connection c, UUID campaign, UUID snapshot, long linkBase, List<SimulatedMessage> messages) throws Exception {
        StringBuilder m = new StringBuilder();
        StringBuilder e = new StringBuilder();
        StringBuilder v = new StringBuilder();
        long events = 0;
        for (SimulatedMessage message : messages) {
            m.append(String.join("\t", message.id().toString(), snapshot.toString(), campaign.toString(), "r" + message.id(),
                    message.sentAt().toString(), String.valueOf(message.internal()), "IDENTIFIED", "IDENTIFIED", "1", "2030-01-01",
                    message.sentAt().toString(), "5")).append('\n');
            for (SimulatedMessage.Labelled labelled : message.events()) {
                var r = labelled.request();
                events++;
                long link = r.click() ? linkBase + 1 + Math.floorMod(r.linkId(), LINKS) : 0;
                e.append(String.join("\t", r.id().toString(), r.click() ? "CLICK" : "OPEN", message.id().toString(), campaign.toString(),
                        snapshot.toString(), String.valueOf(link), r.at().toString(), r.method(), r.userAgent().replaceAll("[\\t\\n\\\\]", " "),
                        r.address(), "{}")).append('\n');
                v.append(String.join("\t", r.id().toString(), message.id().toString(), labelled.truth().name(), "bench",
                        "", "1", r.at().toString())).append('\n');
            }
        }
        var copy = c.unwrap(PGConnection.class).getCopyAPI();
        copy.copyIn("copy message (id, snapshot_id, campaign_id, recipient, sent_at, internal_test, opens, clicks, key_id, expires_on,"
                + " created_at, tracked_links) from stdin", new StringReader(m.toString()));
        copy.copyIn("copy event (id, kind, message_id, campaign_id, snapshot_id, link_id, occurred_at, method, user_agent, address,"
                + " headers) from stdin", new StringReader(e.toString()));
        copy.copyIn("copy verdict (event_id, message_id, class, rule, signals, ruleset, classified_at) from stdin",
                new StringReader(v.toString()));
        return events;
    }

    private static List<String> tallies(UUID campaign, UUID snapshot) {
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
                "insert into sent_tally select snapshot_id, 0, campaign_id, count(*), 0, 0, 0 from message where snapshot_id = '"
                        + snapshot + "' group by 1, 3",
                "insert into message_tally (message_id, campaign_id, snapshot_id, open_count, last_human) select m.id, m.campaign_id,"
                        + " m.snapshot_id, count(*), max(t.occurred_at) filter (where t.class = 'HUMAN') from tallied_event t"
                        + " join message m on m.id = t.message_id where m.campaign_id = '" + campaign + "' group by 1, 2, 3",
                "insert into recipient_tally (scope, link_id, recipient, first_at, last_at, " + n + ") select " + scope + ", " + link
                        + ", m.recipient, min(t.occurred_at), max(t.occurred_at), " + c + scoped + " group by 1, 2, 3",
                "update recipient_tally set standing = (case when open_human + open_proxy > 0 then 1 else 0 end)"
                        + " + (case when click_human > 0 then 2 else 0 end) where scope in ('" + campaign + "', '" + snapshot + "')",
                "insert into scope_tally (scope, link_id, lane, first_at, last_at, " + n + ", unique_open_human, unique_click_human)"
                        + " select scope, link_id, get_byte(decode(md5(recipient), 'hex'), 0) & 7, min(first_at), max(last_at), " + sums
                        + ", count(*) filter (where open_human > 0), count(*) filter (where click_human > 0) from recipient_tally"
                        + " where scope in ('" + campaign + "', '" + snapshot + "') group by 1, 2, 3",
                "insert into quarter_tally (scope, quarter, lane, " + n + ") select " + scope + ", floor(extract(epoch from"
                        + " t.occurred_at) / 900)::int, " + lane + ", " + c + scoped + " and s.n < 2 group by 1, 2, 3");
    }
}
