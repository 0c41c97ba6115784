package io.tallymark.report;

import io.tallymark.database.Columns;
import io.tallymark.report.TallyChanges.Delta;
import io.tallymark.report.TallyChanges.Recipient;
import io.tallymark.report.TallyRows.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows of recipients' tallies, the only ones that two nodes may want at once (R3). Most changes are the first of their
 * recipient, so new rows are written whole; those that are there are added to.
 */
final class RecipientTallyTable {

    private static final List<String> KEY = List.of("scope", "link_id", "recipient");
    private static final TallyRows ROWS = new TallyRows("recipient_tally", KEY, Counts.COLUMNS, true);

    private final Connection connection;

    RecipientTallyTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes the changes; returns how that changes the numbers of recipients.
     *
     * @param changed in the order in which rows are locked
     */
    Map<Scope, Uniques> write(Map<Recipient, Delta> changed) throws SQLException {
        Map<Recipient, Delta> present = new TreeMap<>(changed);
        present.keySet().retainAll(read(changed.keySet()).keySet());
        Map<Recipient, Delta> absent = new TreeMap<>(changed);
        absent.keySet().removeAll(present.keySet());
        insert(absent);
        ROWS.addToExisting(connection, rows(present));
        Map<Recipient, Counts> now = read(present.keySet());
        Map<Scope, Uniques> uniques = new HashMap<>();
        Map<Recipient, Integer> standings = new TreeMap<>();
        changed.forEach((key, delta) -> {
            Counts after = now.getOrDefault(key, delta.counts);
            Counts before = after.minus(delta.counts);
            uniques.merge(key.scope(), Uniques.of(after).minus(Uniques.of(before)), Uniques::plus);
            if (now.containsKey(key) && Uniques.standing(after) != Uniques.standing(before)) {
                standings.put(key, Uniques.standing(after));
            }
        });
        standings(standings);
        return uniques;
    }

    private static List<Row> rows(Map<Recipient, Delta> changed) {
        List<Row> rows = new ArrayList<>();
        changed.forEach((key, delta) -> rows.add(new Row(
                List.of(key.scope().id(), key.scope().link(), key.recipient()), delta.counts.cells(), delta.span)));
        return rows;
    }

    /** One statement, because its count tells whether a rival has made one of the rows in this moment. */
    private void insert(Map<Recipient, Delta> absent) throws SQLException {
        if (absent.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>(KEY);
        columns.addAll(List.of("standing", "first_at", "last_at"));
        columns.addAll(Counts.COLUMNS);
        String sql = "insert into recipient_tally (" + String.join(", ", columns) + ") select * from unnest("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") on conflict do nothing";
        List<Map.Entry<Recipient, Delta>> rows = List.copyOf(absent.entrySet());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int at = 1;
            array(insert, at++, "uuid", rows, row -> row.getKey().scope().id());
            array(insert, at++, "bigint", rows, row -> row.getKey().scope().link());
            array(insert, at++, "varchar", rows, row -> row.getKey().recipient());
            array(insert, at++, "integer", rows, row -> Uniques.standing(row.getValue().counts));
            array(
                    insert,
                    at++,
                    "timestamptz",
                    rows,
                    row -> Sql.time(row.getValue().span.first()));
            array(
                    insert,
                    at++,
                    "timestamptz",
                    rows,
                    row -> Sql.time(row.getValue().span.last()));
            for (int i = 0; i < Counts.COLUMNS.size(); i++) {
                int cell = i;
                array(insert, at++, "integer", rows, row ->
                        (int) row.getValue().counts.cell(cell));
            }
            if (insert.executeUpdate() < rows.size()) {
                throw new IllegalStateException(
                        "Another transaction has just begun to count the same recipient; this one has to be done again");
            }
        }
    }

    private <T> void array(PreparedStatement insert, int at, String type, List<T> rows, Function<T, Object> part)
            throws SQLException {
        insert.setArray(at, Sql.array(connection, type, rows, part));
    }

    /** The rows that are there, as they are after this transaction's own changes, which hold them locked. */
    private Map<Recipient, Counts> read(Collection<Recipient> keys) throws SQLException {
        Map<Recipient, Counts> now = new HashMap<>();
        if (keys.isEmpty()) {
            return now;
        }
        String columns = String.join(", t.", Counts.COLUMNS);
        try (PreparedStatement select =
                connection.prepareStatement("select t.scope, t.link_id, t.recipient, t." + columns
                        + " from unnest(?, ?, ?) as wanted(scope, link_id, recipient) join recipient_tally t"
                        + " on t.scope = wanted.scope and t.link_id = wanted.link_id"
                        + " and t.recipient = wanted.recipient")) {
            select.setArray(
                    1, Sql.array(connection, "uuid", keys, key -> key.scope().id()));
            select.setArray(
                    2, Sql.array(connection, "bigint", keys, key -> key.scope().link()));
            select.setArray(3, Sql.array(connection, "varchar", keys, Recipient::recipient));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Scope scope = new Scope(Columns.uuid(row, 1), row.getLong(2));
                    now.put(new Recipient(scope, row.getString(3)), Counts.read(row, 4));
                }
            }
        }
        return now;
    }

    private void standings(Map<Recipient, Integer> standings) throws SQLException {
        if (standings.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update recipient_tally set standing = ? where scope = ? and link_id = ? and recipient = ?")) {
            for (Map.Entry<Recipient, Integer> standing : standings.entrySet()) {
                update.setInt(1, standing.getValue());
                update.setObject(2, standing.getKey().scope().id());
                update.setLong(3, standing.getKey().scope().link());
                update.setString(4, standing.getKey().recipient());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
