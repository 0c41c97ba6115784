package io.tallymark.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A statement that is put together piece by piece, each with its parameters. */
final class EventSql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    EventSql add(String piece, Object... values) {
        text.append(piece);
        for (Object value : values) {
            parameters.add(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
        return this;
    }

    /** The rows of all these queries together. */
    EventSql addAll(List<EventSql> queries) {
        String between = "(";
        for (EventSql query : queries) {
            text.append(between).append(query.text).append(')');
            parameters.addAll(query.parameters);
            between = " union all (";
        }
        return this;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }
}
