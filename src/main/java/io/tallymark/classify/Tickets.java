package io.tallymark.classify;

import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.event.EventsAppended;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The messages that wait for a decision (V9). A ticket is written by whoever sees that a message must be decided, and taken out by
 * whoever has decided it since; so a ticket that comes while its message is being decided is not lost. In the transaction of its caller.
 *
 * <p>Tickets for the same message are counted once if they are due in the same few seconds: their due time is rounded up, so that
 * an equal one can only be one that nobody has taken yet.
 */
@ApplicationScoped
class Tickets {

    static final int LANES = 8;

    /** More than the clocks of two nodes differ, and than a transaction takes from here to its end. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private static final UUID NOBODY = new UUID(0, 0);

    @Inject
    private Database database;

    /** A message that is due, and what tells its ticket from others. */
    record Ticket(Instant dueAt, UUID messageId, UUID source) {}

    static int lane(UUID message) {
        return (int) (message.getLeastSignificantBits() & LANES - 1);
    }

    /** New events: due at once. Their transaction may end after an equal ticket was taken, so no ticket is equal to theirs. */
    void eventsAppended(@Observes EventsAppended events) throws SQLException {
        add(events.messages(), Instant.now(), UUID.randomUUID());
    }

    /** Due once {@code time} has come, rounded up to a multiple of {@code grid}, and late enough that nobody can have taken it yet. */
    void add(Collection<UUID> messages, Instant time, Duration grid) throws SQLException {
        Instant soonest = Instant.now().plus(MARGIN);
        long millis = (time.isAfter(soonest) ? time : soonest).toEpochMilli();
        long step = grid.toMillis();
        add(messages, Instant.ofEpochMilli((millis / step + 1) * step), NOBODY);
    }

    private void add(Collection<UUID> messages, Instant dueAt, UUID source) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement("insert into classification_ticket"
                        + " (lane, due_at, message_id, source) values (?, ?, ?, ?) on conflict do nothing")) {
            // in one order everywhere, so that two transactions never wait for each other
            for (UUID message : messages.stream().sorted().toList()) {
                insert.setInt(1, lane(message));
                insert.setObject(2, dueAt.atOffset(ZoneOffset.UTC));
                insert.setObject(3, message);
                insert.setObject(4, source);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The lanes that have messages due. */
    List<Integer> dueLanes(Instant now) throws SQLException {
        List<Integer> lanes = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select l.id from classification_lane l"
                        + " where exists (select 1 from classification_ticket t where t.lane = l.id and t.due_at <= ?)"
                        + " order by l.id")) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lanes.add(row.getInt(1));
                }
            }
        }
        return lanes;
    }

    /** Holds a lane until the transaction ends; false if another node has it. */
    boolean hold(int lane) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select id from classification_lane where id = ? for update skip locked")) {
            select.setInt(1, lane);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Waits for all lanes and holds them, in the order that every node keeps. */
    void holdAll() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select id from classification_lane order by id for update");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                row.getInt(1);
            }
        }
    }

    /** The first {@code most} tickets of a lane that are due; the lane must be held. */
    List<Ticket> due(int lane, Instant now, int most) throws SQLException {
        List<Ticket> tickets = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select due_at, message_id, source"
                        + " from classification_ticket where lane = ? and due_at <= ?"
                        + " order by due_at, message_id, source fetch first ? rows only")) {
            select.setInt(1, lane);
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tickets.add(new Ticket(Columns.time(row, 1), Columns.uuid(row, 2), Columns.uuid(row, 3)));
                }
            }
        }
        return tickets;
    }

    /** Takes tickets out whose lanes are held. */
    void remove(List<Ticket> tickets) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement delete = connection.prepareStatement("delete from classification_ticket"
                        + " where lane = ? and due_at = ? and message_id = ? and source = ?")) {
            for (Ticket ticket : tickets) {
                delete.setInt(1, lane(ticket.messageId()));
                delete.setObject(2, ticket.dueAt().atOffset(ZoneOffset.UTC));
                delete.setObject(3, ticket.messageId());
                delete.setObject(4, ticket.source());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** When the ticket that has waited longest became due; empty if none is due. */
    java.util.Optional<Instant> oldestDue(Instant now) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        // lane by lane, because the index begins with the lane
                        "select min(first.due_at) from (select (select min(t.due_at) from classification_ticket t"
                                + " where t.lane = l.id) as due_at from classification_lane l) first")) {
            try (ResultSet row = select.executeQuery()) {
                Instant oldest = row.next() ? Columns.time(row, 1) : null;
                return java.util.Optional.ofNullable(oldest).filter(due -> !due.isAfter(now));
            }
        }
    }
}
