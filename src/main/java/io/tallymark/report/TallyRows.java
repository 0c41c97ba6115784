package io.tallymark.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds to rows of one tally table, which are made when they are not there yet. All rows are visited in the order given (R3). */
final class TallyRows {

    /**
     * @param key values of the key columns
     * @param added to the number columns
     * @param span which the row's first and last moment have to take in; ignored if the table has none
     */
    record Row(List<Object> key, long[] added, Span span) {}

    private final String table;
    private final List<String> key;
    private final List<String> numbers;
    private final boolean spans;

    TallyRows(String table, List<String> key, List<String> numbers, boolean spans) {
        this.table = table;
        this.key = key;
        this.numbers = numbers;
        this.spans = spans;
    }

    void add(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(insert())) {
            for (Row row : rows) {
                bind(insert, 1, row.key());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        addToExisting(connection, rows);
    }

    /** Adds to rows all of which are there. */
    void addToExisting(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(update())) {
            for (Row row : rows) {
                bind(update, row);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private String insert() {
        return "insert into " + table + " (" + String.join(", ", key) + ") values ("
                + key.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") on conflict do nothing";
    }

    private String update() {
        Stream<String> sums = numbers.stream().map(column -> column + " = " + column + " + ?");
        Stream<String> moments = spans
                ? Stream.of(
                        "first_at = case when first_at <= ? then first_at else coalesce(?, first_at) end",
                        "last_at = case when last_at >= ? then last_at else coalesce(?, last_at) end")
                : Stream.empty();
        return "update " + table + " set " + Stream.concat(sums, moments).collect(Collectors.joining(", ")) + " where "
                + key.stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
    }

    private void bind(PreparedStatement update, Row row) throws SQLException {
        int at = 1;
        for (long number : row.added()) {
            update.setLong(at++, number);
        }
        if (spans) {
            for (var moment : new ArrayList<>(
                    java.util.Arrays.asList(row.span().first(), row.span().last()))) {
                Sql.time(update, at++, moment);
                Sql.time(update, at++, moment);
            }
        }
        bind(update, at, row.key());
    }

    private static void bind(PreparedStatement statement, int first, List<Object> key) throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            statement.setObject(first + i, key.get(i));
        }
    }
}
