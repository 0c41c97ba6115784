package io.tallymark.event;

import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.settings.Settings;
import io.tallymark.token.Kind;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Forgets old events and shortens old addresses, a slice a transaction (E2, E3). */
@Stateless
public class Retention {

    private static final int SLICE = 1_000;
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final UUID FIRST = new UUID(0, 0);

    private final Database database;
    private final AddressShortening shortening;
    private final int eventDays;

    @Inject
    public Retention(Database database, AddressShortening shortening, Settings settings) {
        this.database = database;
        this.shortening = shortening;
        this.eventDays = settings.retention().eventDays();
    }

    public Retention() {
        this.database = null; // for the container's proxy
        this.shortening = null;
        this.eventDays = 0;
    }

    /** Deletes up to a thousand events of each kind that are past the retention time; returns how many. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int forgetSlice(Instant now) throws SQLException {
        if (eventDays == 0) {
            return 0;
        }
        try (Connection connection = database.connection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from event where id in (select id from event"
                                + " where kind = ? and occurred_at < ? order by kind, occurred_at, id fetch first "
                                + SLICE + " rows only)")) {
            int deleted = 0;
            for (Kind kind : Kind.values()) {
                delete.setString(1, kind.name());
                delete.setObject(2, now.minus(Duration.ofDays(eventDays)).atOffset(ZoneOffset.UTC));
                deleted += delete.executeUpdate();
            }
            return deleted;
        }
    }

    private record Place(OffsetDateTime time, UUID id) {}

    private record Row(UUID id, OffsetDateTime time, String address) {}

    /** Shortens up to a thousand addresses of events past the time for full ones; returns 0 when no more are due. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int shortenSlice(Instant now) throws SQLException {
        OffsetDateTime cutoff = shortening.cutoff(now).atOffset(ZoneOffset.UTC);
        try (Connection connection = database.connection()) {
            Place place = place(connection);
            List<Row> rows = rows(connection, place, cutoff);
            shorten(connection, rows);
            if (rows.size() == SLICE) {
                Row last = rows.get(SLICE - 1);
                advance(connection, new Place(last.time(), last.id()));
                return SLICE;
            }
            // later arrivals from before the cutoff are shortened when they are written; the overlap is for those whose
            // transaction was not committed yet when this one looked
            OffsetDateTime done = cutoff.minus(OVERLAP);
            if (place.time().isBefore(done)) {
                advance(connection, new Place(done, FIRST));
            }
            return 0;
        }
    }

    private static Place place(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into address_shortening"
                + " (id, shortened_up_to, last_event) values (1, ?, ?) on conflict do nothing")) {
            insert.setObject(1, Instant.EPOCH.atOffset(ZoneOffset.UTC));
            insert.setObject(2, FIRST);
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(
                        "select shortened_up_to, last_event from address_shortening where id = 1 for update");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Place(row.getObject(1, OffsetDateTime.class), Columns.uuid(row, 2));
        }
    }

    private static List<Row> rows(Connection connection, Place place, OffsetDateTime cutoff) throws SQLException {
        String ofKind = "(select id, occurred_at, address from event"
                + " where kind = ? and occurred_at >= ? and (occurred_at, id) > (?, ?) and occurred_at < ?"
                + " order by kind, occurred_at, id fetch first " + SLICE + " rows only)";
        try (PreparedStatement select = connection.prepareStatement("select id, occurred_at, address from (" + ofKind
                + " union all " + ofKind + ") e order by occurred_at, id fetch first " + SLICE + " rows only")) {
            int at = 1;
            for (Kind kind : Kind.values()) {
                select.setString(at++, kind.name());
                select.setObject(at++, place.time());
                select.setObject(at++, place.time());
                select.setObject(at++, place.id());
                select.setObject(at++, cutoff);
            }
            try (ResultSet found = select.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(new Row(
                            Columns.uuid(found, 1), found.getObject(2, OffsetDateTime.class), found.getString(3)));
                }
                return rows;
            }
        }
    }

    private static void shorten(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update event set address = ? where id = ?")) {
            for (Row row : rows) {
                String shortened = AddressShortening.shortened(row.address());
                if (!shortened.equals(row.address())) {
                    update.setString(1, shortened);
                    update.setObject(2, row.id());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    private static void advance(Connection connection, Place place) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update address_shortening set shortened_up_to = ?, last_event = ? where id = 1")) {
            update.setObject(1, place.time());
            update.setObject(2, place.id());
            update.executeUpdate();
        }
    }
}
