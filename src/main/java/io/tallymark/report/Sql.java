package io.tallymark.report;

import io.tallymark.database.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What JDBC needs said the same way everywhere. */
final class Sql {

    private Sql() {}

    static void time(PreparedStatement statement, int at, Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(at, time(time));
        }
    }

    /** As drivers take it, also in arrays; null for null. */
    static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** Null where the column is. */
    static Instant time(ResultSet row, int at) throws SQLException {
        return Columns.time(row, at);
    }

    static <T> java.sql.Array array(Connection connection, String type, Collection<T> of, Function<T, Object> part)
            throws SQLException {
        return connection.createArrayOf(type, of.stream().map(part).toArray());
    }

    /** {@code sum(a), sum(b)}, 0 for no rows. */
    static String sums(Stream<String> columns) {
        return columns.map(column -> "coalesce(sum(" + column + "), 0)").collect(Collectors.joining(", "));
    }
}
