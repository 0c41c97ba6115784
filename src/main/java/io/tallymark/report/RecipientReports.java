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
            + " and m.internal_test = false and m.recipient > ?";

    private static final int LOOKED_AT = 200;

    private static final String LAST = " order by recipient fetch first ? rows only";

    private static final String STANDING =
            "(select recipient from recipient_tally where scope = ? and link_id = 0 and standing = %d and recipient > ?"
                    + LAST + ")";

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

    /** One page in the order of the recipients' ids. */
    public Page<RecipientReport> list(Subject subject, Filter filter, Page.Request page) throws SQLException {
        String after = page.after(text -> text).orElse("");
        try (Connection connection = database.connection()) {
            return switch (filter) {
                case ALL -> page(connection, subject, sentTo(connection, subject, after, page.limit() + 1), page);
                case OPENED ->
                    page(connection, subject, standing(connection, subject, 1, after, page.limit() + 1), page);
                case CLICKED ->
                    page(connection, subject, standing(connection, subject, 2, after, page.limit() + 1), page);
                case NONE ->
                    Page.of(
                            neither(connection, subject, after, page.limit() + 1),
                            page.limit(),
                            RecipientReport::recipient);
            };
        }
    }

    private static Page<RecipientReport> page(
            Connection connection, Subject subject, List<String> names, Page.Request page) throws SQLException {
        Map<String, RecipientReport> reports = reports(connection, subject, names);
        return Page.of(names.stream().map(reports::get).toList(), page.limit(), RecipientReport::recipient);
    }

    /** Goes through those it was sent to, because a query for those without would be planned over all of them. */
    private static List<RecipientReport> neither(Connection connection, Subject subject, String after, int most)
            throws SQLException {
        List<RecipientReport> found = new ArrayList<>();
        String last = after;
        boolean more = true;
        while (more && found.size() < most) {
            List<String> names = sentTo(connection, subject, last, LOOKED_AT);
            Map<String, RecipientReport> reports = reports(connection, subject, names);
            names.stream()
                    .map(reports::get)
                    .filter(report -> !report.opened() && !report.clicked())
                    .forEach(found::add);
            more = names.size() == LOOKED_AT;
            last = more ? names.get(LOOKED_AT - 1) : last;
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private static List<String> sentTo(Connection connection, Subject subject, String after, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(String.format(SENT_TO, subject.column()) + LAST)) {
            select.setObject(1, subject.id());
            select.setString(2, after);
            select.setInt(3, most);
            return names(select);
        }
    }

    /** Those with one standing or with both: two stretches of an index. */
    private static List<String> standing(Connection connection, Subject subject, int standing, String after, int most)
            throws SQLException {
        String sql = String.format(STANDING, standing) + " union all " + String.format(STANDING, 3) + LAST;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int at = 1; at < 7; at += 3) {
                select.setObject(at, subject.id());
                select.setString(at + 1, after);
                select.setInt(at + 2, most);
            }
            select.setInt(7, most);
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
