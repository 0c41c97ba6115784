package io.tallymark.event;

import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.journal.JournalRecord;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Appends raw events to the table, in the transaction of its caller. JDBC, because this is the one write at full load. */
@ApplicationScoped
public class EventWriter {

    private static final String INSERT =
            "insert into event (id, kind, message_id, campaign_id, snapshot_id, link_id, occurred_at,"
                    + " method, user_agent, address, headers, import_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict do nothing";
    private static final int LONGEST_METHOD = 20;
    private static final int LONGEST_ADDRESS = 45;

    private final Database database;
    private final AddressShortening shortening;
    private final jakarta.enterprise.event.Event<EventsAppended> appended;

    @Inject
    public EventWriter(
            Database database, AddressShortening shortening, jakarta.enterprise.event.Event<EventsAppended> appended) {
        this.database = database;
        this.shortening = shortening;
        this.appended = appended;
    }

    protected EventWriter() {
        this(null, null, null); // for the container's client proxy
    }

    /** A request and, if it was imported, the caller's id for it; null otherwise. */
    record Raw(JournalRecord request, String importId) {}

    /** Where a message belongs. */
    record Origin(UUID campaignId, UUID snapshotId) {
        private static final Origin UNKNOWN = new Origin(RawEvent.UNKNOWN, RawEvent.UNKNOWN);
    }

    /** Appends the events and tells so; one whose id is there already is left as it is. */
    void append(List<Raw> events) throws SQLException {
        insert(events);
        appended.fire(new EventsAppended(
                events.stream().map(event -> event.request().messageId()).collect(Collectors.toUnmodifiableSet())));
    }

    /**
     * Appends events that somebody invented, in the transaction of the caller.
     *
     * @param from a word for where they come from, shown on each as its import id
     */
    public void append(List<RawEvent> invented, String from) throws SQLException {
        append(invented.stream()
                .map(event -> new Raw(
                        new JournalRecord(
                                event.id(),
                                event.kind(),
                                event.messageId(),
                                event.linkId(),
                                event.occurredAt(),
                                event.method(),
                                event.userAgent(),
                                event.address(),
                                event.headers()),
                        from))
                .toList());
    }

    private void insert(List<Raw> events) throws SQLException {
        Instant cutoff = shortening.cutoff(Instant.now());
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Map<UUID, Origin> origins = origins(
                    connection,
                    events.stream()
                            .map(event -> event.request().messageId())
                            .distinct()
                            .toList());
            for (Raw event : events) {
                JournalRecord request = event.request();
                bind(insert, event, origins.getOrDefault(request.messageId(), Origin.UNKNOWN), cutoff);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, Raw event, Origin origin, Instant cutoff) throws SQLException {
        JournalRecord request = event.request();
        String address =
                request.at().isBefore(cutoff) ? AddressShortening.shortened(request.address()) : request.address();
        insert.setObject(1, request.eventId());
        insert.setString(2, request.kind().name());
        insert.setObject(3, request.messageId());
        insert.setObject(4, origin.campaignId());
        insert.setObject(5, origin.snapshotId());
        insert.setLong(6, request.kind() == Kind.CLICK ? request.linkId() : 0);
        insert.setObject(7, request.at().atOffset(ZoneOffset.UTC));
        insert.setString(8, cut(request.method(), LONGEST_METHOD));
        insert.setString(9, request.userAgent());
        insert.setString(10, cut(address, LONGEST_ADDRESS));
        insert.setString(11, json(request.headers()));
        if (event.importId() == null) {
            insert.setNull(12, Types.VARCHAR);
        } else {
            insert.setString(12, event.importId());
        }
    }

    /** Campaign and snapshot of those of the messages that are known. */
    static Map<UUID, Origin> origins(Connection connection, Collection<UUID> messages) throws SQLException {
        Map<UUID, Origin> origins = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select m.id, m.campaign_id, m.snapshot_id from unnest(?) as wanted(id) join message m on m.id = wanted.id")) {
            select.setArray(1, connection.createArrayOf("uuid", messages.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    origins.put(Columns.uuid(rows, 1), new Origin(Columns.uuid(rows, 2), Columns.uuid(rows, 3)));
                }
            }
        }
        return origins;
    }

    private static String json(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return "{}";
        }
        JsonObjectBuilder object = Json.createObjectBuilder();
        headers.forEach(object::add);
        return object.build().toString();
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
