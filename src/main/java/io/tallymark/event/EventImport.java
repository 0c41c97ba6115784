package io.tallymark.event;

import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes raw history line by line; what cannot be used is told with its line (E4, E7). */
@ApplicationScoped
public class EventImport {

    private final Database database;
    private final EventWriter writer;

    @Inject
    public EventImport(Database database, EventWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    protected EventImport() {
        this(null, null); // for the container's client proxy
    }

    /** Why a line was not taken. */
    public record Rejection(int line, String message) {

        static Rejection of(int line, Problem problem) {
            return new Rejection(line, problem.getMessage());
        }
    }

    /** Appends the lines whose message and link are known, in a transaction of its own; returns the others. */
    @Transactional(TxType.REQUIRES_NEW)
    public List<Rejection> take(List<ImportLine> lines) throws SQLException {
        List<Rejection> rejected = new ArrayList<>();
        List<EventWriter.Raw> known = new ArrayList<>();
        try (Connection connection = database.connection()) {
            Map<UUID, EventWriter.Origin> origins = EventWriter.origins(
                    connection,
                    lines.stream()
                            .map(line -> line.event().request().messageId())
                            .distinct()
                            .toList());
            Map<Long, UUID> snapshots = snapshotsOfLinks(connection, lines);
            for (ImportLine line : lines) {
                var request = line.event().request();
                EventWriter.Origin origin = origins.get(request.messageId());
                if (origin == null) {
                    rejected.add(new Rejection(line.number(), "messageId: there is no such message"));
                } else if (request.kind() == Kind.CLICK
                        && !origin.snapshotId().equals(snapshots.get(request.linkId()))) {
                    rejected.add(new Rejection(line.number(), "linkId: the message has no such link"));
                } else {
                    known.add(line.event());
                }
            }
        }
        if (!known.isEmpty()) {
            writer.append(known);
        }
        return rejected;
    }

    private static Map<Long, UUID> snapshotsOfLinks(Connection connection, List<ImportLine> lines) throws SQLException {
        Object[] ids = lines.stream()
                .map(line -> line.event().request().linkId())
                .filter(id -> id != 0)
                .distinct()
                .toArray();
        Map<Long, UUID> snapshots = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select l.id, l.snapshot_id from unnest(?) as wanted(id) join link l on l.id = wanted.id")) {
            select.setArray(1, connection.createArrayOf("bigint", ids));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    snapshots.put(rows.getLong(1), Columns.uuid(rows, 2));
                }
            }
        }
        return snapshots;
    }
}
