package io.tallymark.report;

import io.tallymark.campaign.Link;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Clicks by link. */
@ApplicationScoped
@Transactional
public class LinkReports {

    @Inject
    private Database database;

    /** A tracked link and its clicks. */
    public record LinkReport(
            String linkId, UUID snapshotId, int position, String part, String target, String label, Clicks clicks) {}

    private record Place(UUID snapshot, int position) {

        static Place parse(String text) {
            String[] parts = text.split(" ");
            return new Place(UUID.fromString(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    private record Row(long id, UUID snapshot, int position, String part, String target, String label) {

        Scope scope() {
            return new Scope(snapshot, id);
        }
    }

    /** One page, snapshot by snapshot in the order of the document. */
    public Page<LinkReport> list(Subject subject, Page.Request page) throws SQLException {
        Place after = page.after(Place::parse).orElse(new Place(new UUID(0, 0), -1));
        try (Connection connection = database.connection()) {
            List<Row> rows = rows(connection, subject, after, page.limit() + 1);
            Map<Scope, ScopeNumbers.Numbers> numbers = new ScopeNumbers(connection)
                    .of(rows.stream().map(Row::scope).toList());
            List<LinkReport> links = rows.stream()
                    .map(row -> report(row, numbers.getOrDefault(row.scope(), ScopeNumbers.Numbers.NONE)))
                    .toList();
            return Page.of(links, page.limit(), link -> link.snapshotId() + " " + link.position());
        }
    }

    private static LinkReport report(Row row, ScopeNumbers.Numbers numbers) {
        return new LinkReport(
                Link.text(row.id()),
                row.snapshot(),
                row.position(),
                row.part(),
                row.target(),
                row.label(),
                Clicks.of(numbers.counts(), numbers.uniques()));
    }

    private static List<Row> rows(Connection connection, Subject subject, Place after, int most) throws SQLException {
        String of = subject.snapshot().isPresent() ? "id" : "campaign_id";
        try (PreparedStatement select =
                connection.prepareStatement("select id, snapshot_id, position, part, target, label"
                        + " from link where snapshot_id in (select id from snapshot where " + of + " = ?)"
                        + " and (snapshot_id, position) > (?, ?) and reason is null"
                        + " order by snapshot_id, position fetch first ? rows only")) {
            select.setObject(1, subject.id());
            select.setObject(2, after.snapshot());
            select.setInt(3, after.position());
            select.setInt(4, most);
            try (ResultSet row = select.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(new Row(
                            row.getLong(1),
                            Columns.uuid(row, 2),
                            row.getInt(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)));
                }
                return rows;
            }
        }
    }
}
