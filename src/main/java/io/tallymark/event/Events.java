package io.tallymark.event;

import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The raw events, for reading. */
@ApplicationScoped
public class Events {

    private static final String COLUMNS =
            "e.id, e.kind, e.message_id, e.link_id, e.occurred_at, e.method, e.user_agent," + " e.address, e.headers";

    private final Database database;

    @Inject
    public Events(Database database) {
        this.database = database;
    }

    protected Events() {
        this(null); // for the container's client proxy
    }

    /** All events of these messages, in no order. By JDBC, because these are the most rows that are read. */
    @Transactional
    public List<RawEvent> ofMessages(Collection<UUID> messages) throws SQLException {
        List<RawEvent> events = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                        + " from unnest(?) as wanted(id) join event e on e.message_id = wanted.id")) {
            select.setArray(1, connection.createArrayOf("uuid", messages.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(raw(row));
                }
            }
        }
        return events;
    }

    /** How many events each of these messages has; those without any are left out. */
    @Transactional
    public Map<UUID, Integer> counts(Collection<UUID> messages) throws SQLException {
        Map<UUID, Integer> counts = new HashMap<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select e.message_id, count(*)"
                                + " from unnest(?) as wanted(id) join event e on e.message_id = wanted.id group by e.message_id")) {
            select.setArray(1, connection.createArrayOf("uuid", messages.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(Columns.uuid(row, 1), row.getInt(2));
                }
            }
        }
        return counts;
    }

    /** The kept headers of these events by their names. */
    @Transactional
    public Map<UUID, Map<String, String>> headers(Collection<UUID> ids) throws SQLException {
        Map<UUID, Map<String, String>> headers = new HashMap<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select " + COLUMNS + " from unnest(?) as wanted(id) join event e on e.id = wanted.id")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    RawEvent event = raw(row);
                    headers.put(event.id(), new TreeMap<>(event.headers()));
                }
            }
        }
        return headers;
    }

    /** A stretch of time of one client address. */
    public record Stretch(String address, Instant from, Instant to) {}

    /** The clicks of these stretches, in no order; one that lies in two comes twice. */
    @Transactional
    public List<RawEvent> clicks(Collection<Stretch> stretches) throws SQLException {
        List<RawEvent> clicks = new ArrayList<>();
        // one by one, because a join with all stretches at once is planned as a walk over the whole table
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from event e"
                        + " where address = ? and occurred_at >= ? and occurred_at <= ? and kind = 'CLICK'")) {
            for (Stretch stretch : stretches) {
                select.setString(1, stretch.address());
                select.setObject(2, stretch.from().atOffset(ZoneOffset.UTC));
                select.setObject(3, stretch.to().atOffset(ZoneOffset.UTC));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        clicks.add(raw(row));
                    }
                }
            }
        }
        return clicks;
    }

    private static RawEvent raw(ResultSet row) throws SQLException {
        return new RawEvent(
                Columns.uuid(row, 1),
                Kind.valueOf(row.getString(2)),
                Columns.uuid(row, 3),
                row.getLong(4),
                Columns.time(row, 5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }
}
