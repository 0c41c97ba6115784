package io.tallymark.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * This node's durable log of requests. Appending is safe from many threads and never blocks; reading is meant for one reader at a
 * time, the loader.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = System.getLogger("tallymark.journal");
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final JournalFile file;
    private final JournalWriter writer;
    private final Thread thread;
    private final Connection reading;
    private final UUID id;
    private final AtomicLong unreadable = new AtomicLong();
    private final List<String> setAside;

    private Journal(JournalFile file, int maxWaiting, ThreadFactory threads) throws SQLException {
        this.file = file;
        this.writer = new JournalWriter(file, maxWaiting);
        this.reading = file.connect();
        this.id = readId();
        this.setAside = file.setAsideFiles();
        this.thread = threads.newThread(writer);
        thread.setName("tallymark-journal");
        thread.start();
    }

    /**
     * Opens the journal, makes it if it is not there, and starts its writer. Throws {@link IllegalStateException} with one line
     * that names the file when it is of a newer version, in use by another process, or cannot be read at all.
     */
    public static Journal open(Path file, JournalLimits limits, ThreadFactory threads, Clock clock) {
        JournalFile opened = JournalFile.open(file, limits.maxBytes(), clock);
        try {
            return new Journal(opened, limits.maxWaiting(), threads);
        } catch (SQLException e) {
            opened.close();
            throw new IllegalStateException("The journal " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Hands a record to the writer. {@code whenDone} is called exactly once: by the writer after the commit or its failure, or by
     * the caller when there is no place. It must be quick, because everybody behind it waits.
     */
    public void append(JournalRecord record, Consumer<Outcome> whenDone) {
        writer.offer(new JournalWriter.Waiting(record.at().toEpochMilli(), RecordCodec.encode(record), whenDone));
    }

    /** Made with the file and never changed; the database keeps the position under it. */
    public UUID id() {
        return id;
    }

    private UUID readId() throws SQLException {
        try (Statement statement = reading.createStatement();
                ResultSet row = statement.executeQuery("select id from journal")) {
            row.next();
            return UUID.fromString(row.getString(1));
        }
    }

    /**
     * Up to {@code limit} records after {@code position}, in order. A record that cannot be decoded is counted and passed over;
     * its row stays in the file. Throws {@link SQLException} when the file cannot be read.
     */
    public synchronized List<JournalEntry> readAfter(long position, int limit) throws SQLException {
        try (PreparedStatement select = reading.prepareStatement(
                "select position, body from record where position > ? order by position limit ?")) {
            select.setLong(1, position);
            select.setInt(2, limit);
            List<JournalEntry> entries = new ArrayList<>();
            long last = position;
            int rows = 0;
            try (ResultSet row = select.executeQuery()) {
                for (; row.next(); rows++) {
                    last = row.getLong(1);
                    decode(last, row.getBytes(2), entries);
                }
            }
            return entries.isEmpty() && rows == limit ? readAfter(last, limit) : entries;
        }
    }

    /** The highest position ever given out, as the file knows it. */
    public synchronized long highestPosition() throws SQLException {
        try (Statement statement = reading.createStatement();
                ResultSet row = statement.executeQuery("select seq from sqlite_sequence where name = 'record'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void decode(long position, byte[] body, List<JournalEntry> entries) {
        try {
            entries.add(new JournalEntry(position, RecordCodec.decode(body)));
        } catch (IOException e) {
            unreadable.incrementAndGet();
            LOG.log(Level.ERROR, "The journal''s record {0} cannot be read: {1}", position, e.getMessage());
        }
    }

    /** Notes that the records up to this position are in the database for good. */
    public void loaded(long position) {
        writer.loaded(position);
    }

    /** Has the writer delete, bit by bit, loaded records from before this time. */
    public void forget(Instant before) {
        writer.forget(before.toEpochMilli());
    }

    public JournalStatus status() {
        return new JournalStatus(
                writer.stored(),
                writer.lost(),
                writer.failure(),
                file.bytes(),
                writer.lastPosition(),
                writer.loadedPosition(),
                setAside,
                unreadable.get());
    }

    /** Writes what waits, then closes; records offered from now on are lost. */
    @Override
    public synchronized void close() {
        writer.close();
        try {
            thread.join(CLOSE_MILLIS);
            reading.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The journal''s reader", e);
        }
        file.close();
    }
}
