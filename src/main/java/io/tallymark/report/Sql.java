package io.tallymark.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
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
            statement.setObject(at, time.atOffset(ZoneOffset.UTC));
        }
    }

    /**
     * Null where the column is. By the getter that is made for it: Payara's pool looks for {@code getObject(int, Class)} by name at each
     * call, which takes longer than all else about a row.
     */
    static Instant time(ResultSet row, int at) throws SQLException {
        Timestamp time = row.getTimestamp(at);
        return time == null ? null : time.toInstant();
    }

    /** Both drivers give these for columns of that type; see {@link #time(ResultSet, int)} for why they are not asked for them. */
    static UUID uuid(ResultSet row, int at) throws SQLException {
        return (UUID) row.getObject(at);
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
