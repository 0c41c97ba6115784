package io.tallymark.event;

import io.tallymark.database.Database;
import io.tallymark.journal.Journal;
import io.tallymark.journal.JournalEntry;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Brings the journal's records into the event table, each exactly once (E1). A session bean, because Payara does not enlist
 * connections in a CDI transaction that begins inside a timer: each row would then be a transaction of its own.
 */
@Stateless
public class EventLoader {

    private static final Logger LOG = System.getLogger("tallymark.event");
    private static final int SLICE = 2_000;

    private final Database database;
    private final Journal journal;
    private final EventWriter writer;

    @Inject
    public EventLoader(Database database, Journal journal, EventWriter writer) {
        this.database = database;
        this.journal = journal;
        this.writer = writer;
    }

    public EventLoader() {
        this(null, null, null); // for the container's proxy
    }

    /**
     * Loads the next records in one transaction with the position. The caller tells the journal
     * once the transaction is committed.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Slice loadSlice() throws SQLException {
        long position = position();
        List<JournalEntry> entries = journal.readAfter(position, SLICE);
        if (entries.isEmpty() && position > journal.highestPosition()) {
            // the file is an older copy of this journal: what it holds beyond the copy has positions that look loaded.
            // Reading it all again is safe, because an event that is there already is left alone
            LOG.log(Level.WARNING, "The journal is older than what was loaded from it, so it is loaded from its start");
            entries = journal.readAfter(0, SLICE);
        }
        if (entries.isEmpty()) {
            return new Slice(Math.min(position, journal.highestPosition()), 0);
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

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
