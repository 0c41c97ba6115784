package io.tallymark.event;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tallymark.database.Database;
import io.tallymark.http.Probe;
import io.tallymark.journal.Journal;
import io.tallymark.journal.JournalEntry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Brings the journal's records into the event table, each exactly once (E1). */
@ApplicationScoped
public class EventLoader implements Probe {

    private static final int SLICE = 2_000;
    /** Records that may wait before a node counts as fallen behind: about ten seconds at full load. */
    private static final long WORRYING_BACKLOG = 200_000;

    private final Database database;
    private final Journal journal;
    private final EventWriter writer;
    private GaugeWithCallback backlog;

    @Inject
    public EventLoader(Database database, Journal journal, EventWriter writer) {
        this.database = database;
        this.journal = journal;
        this.writer = writer;
    }

    protected EventLoader() {
        this(null, null, null); // for the container's client proxy
    }

    @PostConstruct
    void count() {
        backlog = GaugeWithCallback.builder()
                .name("tallymark_loader_backlog_records")
                .help("Records of the journal that are not in the database yet")
                .callback(told -> told.call(backlog()))
                .register();
    }

    /**
     * Loads the next records in one transaction with the position. Returns how many there were; the caller tells the journal by
     * {@link #loaded} once the transaction is committed.
     */
    @Transactional(TxType.REQUIRES_NEW)
    public Slice loadSlice() throws SQLException {
        long position = position();
        List<JournalEntry> entries = journal.readAfter(position, SLICE);
        if (entries.isEmpty()) {
            return new Slice(position, 0);
        }
        writer.append(entries.stream()
                .map(entry -> new EventWriter.Raw(entry.record(), null))
                .toList());
        long last = entries.get(entries.size() - 1).position();
        advance(last);
        return new Slice(last, entries.size());
    }

    /**
     * What one transaction has loaded.
     *
     * @param position of the last record that is in the database now
     */
    public record Slice(long position, int records) {

        boolean isFull() {
            return records == SLICE;
        }
    }

    void loaded(Slice slice) {
        journal.loaded(slice.position());
    }

    /** The position of this node's journal, locked until the transaction ends, made on first use. */
    private long position() throws SQLException {
        try (Connection connection = database.connection()) {
            try (PreparedStatement insert = connection.prepareStatement("insert into journal_position"
                    + " (journal_id, last_record, loaded_at) values (?, 0, ?) on conflict do nothing")) {
                insert.setObject(1, journal.id());
                insert.setObject(2, now());
                insert.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement(
                    "select last_record from journal_position where journal_id = ? for update")) {
                UUID id = journal.id();
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }
    }

    private void advance(long position) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(
                        "update journal_position set last_record = ?, loaded_at = ? where journal_id = ?")) {
            update.setLong(1, position);
            update.setObject(2, now());
            update.setObject(3, journal.id());
            update.executeUpdate();
        }
    }

    private long backlog() {
        return Math.max(0, journal.status().lastPosition() - journal.status().loadedPosition());
    }

    @Override
    public String name() {
        return "loader";
    }

    @Override
    public Health health() {
        long waiting = backlog();
        return new Health(waiting < WORRYING_BACKLOG, Map.of("backlog", waiting));
    }

    @PreDestroy
    void close() {
        PrometheusRegistry.defaultRegistry.unregister(backlog);
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
