package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.database.Columns;
import io.tallymark.report.TallyRows.Row;
import io.tallymark.token.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The tables of tallies: what is counted of messages, and changes written to them. On one connection of one transaction. */
final class TallyTables {

    private static final TallyRows SCOPES = new TallyRows(
            "scope_tally",
            List.of("scope", "link_id", "lane"),
            Stream.concat(Counts.COLUMNS.stream(), Uniques.COLUMNS.stream()).toList(),
            true);
    private static final TallyRows QUARTERS =
            new TallyRows("quarter_tally", List.of("scope", "quarter", "lane"), Counts.COLUMNS, false);

    private final Connection connection;

    TallyTables(Connection connection) {
        this.connection = connection;
    }

    /** What is counted of each of these messages. */
    Map<UUID, List<TalliedEvent>> counted(Collection<UUID> messages) throws SQLException {
        Map<UUID, List<TalliedEvent>> counted = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select t.message_id, t.event_id, t.kind, t.link_id, t.occurred_at, t.class, t.provider"
                        + " from unnest(?) as wanted(id) join tallied_event t on t.message_id = wanted.id")) {
            select.setArray(1, Sql.array(connection, "uuid", messages, id -> id));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    TalliedEvent event = new TalliedEvent(
                            Columns.uuid(row, 1),
                            Columns.uuid(row, 2),
                            Kind.valueOf(row.getString(3)),
                            row.getLong(4),
                            Sql.time(row, 5),
                            EventClass.valueOf(row.getString(6)),
                            Provider.valueOf(row.getString(7)));
                    counted.computeIfAbsent(event.messageId(), id -> new ArrayList<>())
                            .add(event);
                }
            }
        }
        return counted;
    }

    /**
     * Writes everything; recipients first, because only their rows may be wanted by two nodes at once (R3).
     *
     * @param lane held by this transaction
     */
    void write(TallyChanges changes, int lane) throws SQLException {
        insert(changes.added());
        replace(changes.replaced());
        Map<Scope, Uniques> uniques = new RecipientTallyTable(connection).write(changes.recipients());
        List<Row> scopes = new ArrayList<>();
        changes.scopes()
                .forEach((key, delta) -> scopes.add(new Row(
                        List.of(key.id(), key.link(), lane),
                        joined(delta.counts, uniques.getOrDefault(key, Uniques.NONE)),
                        delta.span)));
        SCOPES.add(connection, scopes);
        List<Row> quarters = new ArrayList<>();
        changes.quarters()
                .forEach((key, delta) -> quarters.add(
                        new Row(List.of(key.scope(), key.quarter(), lane), delta.counts.cells(), delta.span)));
        QUARTERS.add(connection, quarters);
        MessageTallyTable messages = new MessageTallyTable(connection);
        messages.insert(changes.newMessages());
        messages.update(changes.changedMessages());
    }

    private static long[] joined(Counts counts, Uniques uniques) {
        return java.util.stream.LongStream.concat(
                        java.util.Arrays.stream(counts.cells()), java.util.Arrays.stream(uniques.cells()))
                .toArray();
    }

    private void insert(List<TalliedEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into tallied_event"
                        + " (message_id, event_id, kind, link_id, occurred_at, class, provider) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (TalliedEvent event : events) {
                insert.setObject(1, event.messageId());
                insert.setObject(2, event.eventId());
                insert.setString(3, event.kind().name());
                insert.setLong(4, event.linkId());
                Sql.time(insert, 5, event.at());
                insert.setString(6, event.eventClass().name());
                insert.setString(7, event.provider().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void replace(List<TalliedEvent> events) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update tallied_event set class = ?, provider = ? where message_id = ? and event_id = ?")) {
            for (TalliedEvent event : events) {
                update.setString(1, event.eventClass().name());
                update.setString(2, event.provider().name());
                update.setObject(3, event.messageId());
                update.setObject(4, event.eventId());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
