package io.tallymark.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * This node's copy of all link targets, in a SQLite file (C4). It is a copy: a damaged file is deleted and pulled again, and after
 * a power cut its last rows may be missing until the next pull, together with the position that says so.
 */
final class LinkReplica implements AutoCloseable {

    private static final Logger LOG = System.getLogger("tallymark.campaign");
    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private Connection writing;
    private final Connection reading;
    private final PreparedStatement select;
    private long watermark;
    private long removedUpTo;
    private long size;

    private LinkReplica(Path file) throws SQLException {
        this.file = file;
        this.writing = connect(file);
        try (Statement statement = writing.createStatement()) {
            statement.execute("create table if not exists link (id integer primary key, target text not null)");
            statement.execute("create table if not exists pulled (only_row integer primary key, seq integer not null)");
            statement.execute("insert or ignore into pulled values (1, 0)");
            statement.execute(
                    "create table if not exists removed (only_row integer primary key, seq integer not null)");
            statement.execute("insert or ignore into removed values (1, 0)");
            this.removedUpTo = number(statement, "select seq from removed");
            this.watermark = number(statement, "select seq from pulled");
            this.size = number(statement, "select count(*) from link");
        }
        writing.setAutoCommit(false);
        this.reading = connect(file);
        this.select = reading.prepareStatement("select target from link where id = ?");
    }

    static LinkReplica open(Path file) {
        try {
            return new LinkReplica(file);
        } catch (SQLException e) {
            String fault = String.valueOf(e.getMessage());
            if (!fault.contains("SQLITE_CORRUPT") && !fault.contains("SQLITE_NOTADB")) {
                // a disk that fails for the moment must not cost the copy, which is all there is while the database is
                // down
                throw new IllegalStateException("The link replica " + file + " cannot be opened: " + fault, e);
            }
            LOG.log(Level.WARNING, "The link replica {0} is damaged and is copied again: {1}", file, e.getMessage());
            return afresh(file);
        }
    }

    private static LinkReplica afresh(Path file) {
        try {
            for (String part : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + part));
            }
            return new LinkReplica(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The link replica " + file + " cannot be made again", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The link replica " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The target of a link; empty if it is not here, or if the file cannot be read, which the database then makes up for. */
    Optional<String> target(long linkId) {
        synchronized (select) {
            try {
                select.setLong(1, linkId);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "The link replica cannot be read: {0}", e.getMessage());
                return Optional.empty();
            }
        }
    }

    /** Adds links in one transaction; those that are here already stay. Throws {@link IllegalStateException} if it cannot. */
    synchronized void put(Collection<ReplicaLink> links) {
        if (links.isEmpty()) {
            return;
        }
        long added = 0;
        try (PreparedStatement insert =
                writing.prepareStatement("insert or ignore into link (id, target) values (?, ?)")) {
            for (ReplicaLink link : links) {
                insert.setLong(1, link.id());
                insert.setString(2, link.target());
                added += insert.executeUpdate();
            }
            writing.commit();
            size += added;
        } catch (SQLException e) {
            throw rolledBack(e);
        }
    }

    /** Up to which place of the database's order the links have been copied. */
    synchronized long watermark() {
        return watermark;
    }

    synchronized void watermark(long seq) {
        try (PreparedStatement update = writing.prepareStatement("update pulled set seq = ?")) {
            update.setLong(1, seq);
            update.executeUpdate();
            writing.commit();
            watermark = seq;
        } catch (SQLException e) {
            throw rolledBack(e);
        }
    }

    /** Up to which removal the database's removed links are out of here. */
    synchronized long removedUpTo() {
        return removedUpTo;
    }

    /** Takes links out, in one transaction with the place of the last removal; those that are not here are none. */
    synchronized void remove(Collection<Long> links, long upTo) {
        long removed = 0;
        try (PreparedStatement delete = writing.prepareStatement("delete from link where id = ?");
                PreparedStatement update = writing.prepareStatement("update removed set seq = ?")) {
            for (long link : links) {
                delete.setLong(1, link);
                removed += delete.executeUpdate();
            }
            update.setLong(1, upTo);
            update.executeUpdate();
            writing.commit();
            size -= removed;
            removedUpTo = upTo;
        } catch (SQLException e) {
            throw rolledBack(e);
        }
    }

    synchronized long size() {
        return size;
    }

    /**
     * After some faults, a full disk among them, SQLite has rolled back by itself, which the driver does not notice: it would never
     * begin a transaction again. So the connection is made anew.
     */
    private IllegalStateException rolledBack(SQLException e) {
        try {
            writing.close();
            writing = connect(file);
            writing.setAutoCommit(false);
        } catch (SQLException again) {
            e.addSuppressed(again);
        }
        return new IllegalStateException("The link replica cannot be written: " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        try {
            reading.close();
            writing.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The link replica", e);
        }
    }
}
