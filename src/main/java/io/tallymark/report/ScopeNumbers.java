package io.tallymark.report;

import io.tallymark.database.Columns;
import io.tallymark.report.CampaignReport.Sent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads the numbers of scopes: sums over at most eight rows each (R4). */
final class ScopeNumbers {

    private static final String SUMS = Sql.sums(Stream.concat(Counts.COLUMNS.stream(), Uniques.COLUMNS.stream()));

    private final Connection connection;

    ScopeNumbers(Connection connection) {
        this.connection = connection;
    }

    /** What is known of one scope. */
    record Numbers(Counts counts, Uniques uniques, Span span) {

        static final Numbers NONE = new Numbers(new Counts(), Uniques.NONE, Span.NONE);

        static Numbers read(ResultSet row, int first) throws SQLException {
            int uniques = first + Counts.COLUMNS.size();
            int span = uniques + Uniques.COLUMNS.size();
            return new Numbers(
                    Counts.read(row, first),
                    Uniques.read(row, uniques),
                    new Span(Sql.time(row, span), Sql.time(row, span + 1)));
        }
    }

    Numbers of(Scope scope) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select " + SUMS + ", min(first_at), max(last_at) from scope_tally where scope = ? and link_id = ?")) {
            select.setObject(1, scope.id());
            select.setLong(2, scope.link());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Numbers.read(row, 1);
            }
        }
    }

    /** Those of the scopes that have any. */
    Map<Scope, Numbers> of(Collection<Scope> scopes) throws SQLException {
        Map<Scope, Numbers> numbers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select t.scope, t.link_id, " + SUMS
                + ", min(first_at), max(last_at) from unnest(?, ?) as wanted(id, link) join scope_tally t"
                + " on t.scope = wanted.id and t.link_id = wanted.link group by t.scope, t.link_id")) {
            select.setArray(1, Sql.array(connection, "uuid", scopes, Scope::id));
            select.setArray(2, Sql.array(connection, "bigint", scopes, Scope::link));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    numbers.put(new Scope(Columns.uuid(row, 1), row.getLong(2)), Numbers.read(row, 3));
                }
            }
        }
        return numbers;
    }

    Sent sent(String column, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select " + Sql.sums(Stream.of("sent", "opens_off", "clicks_off"))
                        + " from sent_tally where " + column + " = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Sent(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    /** When the last human-looking event happened; null if there is none. */
    Instant lastHuman(String column, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select max(last_human) from message_tally where " + column + " = ? and last_human is not null")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Sql.time(row, 1);
            }
        }
    }
}
