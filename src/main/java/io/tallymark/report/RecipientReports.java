package io.tallymark.report;

import io.tallymark.database.Database;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who opened and clicked, in the sense of the headline, and who did not. */
@ApplicationScoped
@Transactional
public class RecipientReports {

    private static final String SENT_TO = "select distinct m.recipient from message m where m.%s = ?"
            + " and m.internal_test = false and m.recipient > ? and m.recipient >= ?";

    private static final int LOOKED_AT = 200;

    private static final String LAST = " order by recipient fetch first ? rows only";

    private static final String STANDING =
            "(select recipient from recipient_tally where scope = ? and link_id = 0 and standing = %d"
                    + " and recipient > ? and recipient >= ?" + LAST + ")";

    @Inject
    private Database database;

    /**
     * A recipient of a campaign or snapshot.
     *
     * @param opened in the sense of the headline, like {@code clicked}
     * @param firstActivityAt of any event; null if there is none
     */
    public record RecipientReport(
            String recipient,
            boolean opened,
            boolean clicked,
            Instant firstActivityAt,
            Instant lastActivityAt,
            ByClass opens,
            ByClass clicks) {}

    /** Which recipients are wanted. */
    public enum Filter {
        ALL,
        OPENED,
        CLICKED,
        NONE;

        /** Reads {@code filter}; 422 if it is none. */
        public static Filter of(String given) {
            return switch (given == null ? "" : given) {
                case "" -> ALL;
                case "opened" -> OPENED;
                case "clicked" -> CLICKED;
                case "none" -> NONE;
                default -> throw Problem.invalid("filter", "must be clicked, opened or none");
            };
        }
    }

    /** Those after one recipient whose ids begin in some way; in the order of bytes they lie side by side. */
    private record Place(String after, String beginning) {

        Place goOn(String last) {
            return new Place(last, beginning);
        }

        int bind(PreparedStatement select, int at) throws SQLException {
            select.setString(at, after);
            select.setString(at + 1, beginning);
            return at + 2;
        }

        boolean holds(String name) {
            return name.startsWith(beginning);
        }
    }

    /** One page in the order of the recipients' ids. */
    public Page<RecipientReport> list(Subject subject, Filter filter, Page.Request page) throws SQLException {
        return list(subject, filter, "", page);
    }

    /** The same of those whose ids begin with {@code beginning}. */
    public Page<RecipientReport> list(Subject subject, Filter filter, String beginning, Page.Request page)
            throws SQLException {
        Place after = new Place(page.after(text -> text).orElse(""), beginning);
        try (Connection connection = database.connection()) {
            return switch (filter) {
                case ALL ->
                    page(connection, subject, after, sentTo(connection, subject, after, page.limit() + 1), page);
                case OPENED ->
                    page(connection, subject, after, standing(connection, subject, 1, after, page.limit() + 1), page);
                case CLICKED ->
                    page(connection, subject, after, standing(connection, subject, 2, after, page.limit() + 1), page);
                case NONE ->
                    Page.of(
                            neither(connection, subject, after, page.limit() + 1),
                            page.limit(),
                            RecipientReport::recipient);
            };
        }
    }

    private static Page<RecipientReport> page(
            Connection connection, Subject subject, Place after, List<String> found, Page.Request page)
            throws SQLException {
        List<String> names = found.stream().filter(after::holds).toList();
        Map<String, RecipientReport> reports = reports(connection, subject, names);
        return Page.of(names.stream().map(reports::get).toList(), page.limit(), RecipientReport::recipient);
    }

    /** Goes through those it was sent to, because a query for those without would be planned over all of them. */
    private static List<RecipientReport> neither(Connection connection, Subject subject, Place after, int most)
            throws SQLException {
        List<RecipientReport> found = new ArrayList<>();
        Place last = after;
        boolean more = true;
        while (more && found.size() < most) {
            List<String> names = sentTo(connection, subject, last, LOOKED_AT);
            Map<String, RecipientReport> reports = reports(connection, subject, names);
            names.stream()
                    .filter(after::holds)
                    .map(reports::get)
                    .filter(report -> !report.opened() && !report.clicked())
                    .forEach(found::add);
            more = names.size() == LOOKED_AT && after.holds(names.get(LOOKED_AT - 1));
            last = more ? after.goOn(names.get(LOOKED_AT - 1)) : last;
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private static List<String> sentTo(Connection connection, Subject subject, Place after, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(String.format(SENT_TO, subject.column()) + LAST)) {
            select.setObject(1, subject.id());
            select.setInt(after.bind(select, 2), most);
            return names(select);
        }
    }

    /** Those with one standing or with both: two stretches of an index. */
    private static List<String> standing(Connection connection, Subject subject, int standing, Place after, int most)
            throws SQLException {
        String sql = String.format(STANDING, standing) + " union all " + String.format(STANDING, 3) + LAST;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            for (int part = 0; part < 2; part++) {
                select.setObject(at, subject.id());
                at = after.bind(select, at + 1);
                select.setInt(at++, most);
            }
            select.setInt(at, most);
            return names(select);
        }
    }

    private static List<String> names(PreparedStatement select) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static Map<String, RecipientReport> reports(Connection connection, Subject subject, List<String> names)
            throws SQLException {
        Map<String, RecipientReport> reports = new HashMap<>();
        names.forEach(name -> reports.put(name, report(name, Span.NONE, new Counts())));
        try (PreparedStatement select = connection.prepareStatement("select t.recipient, t.first_at, t.last_at, t."
                + String.join(", t.", Counts.COLUMNS) + " from unnest(?) as wanted(recipient) join recipient_tally t"
                + " on t.scope = ? and t.link_id = 0 and t.recipient = wanted.recipient")) {
            select.setArray(1, Sql.array(connection, "varchar", names, name -> name));
            select.setObject(2, subject.id());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Span span = new Span(Sql.time(row, 2), Sql.time(row, 3));
                    reports.put(row.getString(1), report(row.getString(1), span, Counts.read(row, 4)));
                }
            }
        }
        return reports;
    }

    private static RecipientReport report(String name, Span span, Counts counts) {
        int standing = Uniques.standing(counts);
        return new RecipientReport(
                name,
                standing % 2 == 1,
                standing >= 2,
                span.first(),
                span.last(),
                ByClass.of(counts, Kind.OPEN),
                ByClass.of(counts, Kind.CLICK));
    }
}
