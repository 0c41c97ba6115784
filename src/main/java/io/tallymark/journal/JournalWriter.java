package io.tallymark.journal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one thread that writes: takes all records that wait, inserts them in one transaction, commits, then tells everyone who waits
 * (J1, J2).
 *
 * <p>After a failed commit the connection is kept: SQLite then writes the next group over the frames of the failed one. Closing it
 * and opening the file again could find those frames in the write-ahead log and bring back records that were told to be lost.
 */
final class JournalWriter implements Runnable {

    private static final Logger LOG = System.getLogger("tallymark.journal");
    private static final int LARGEST_GROUP = 2_000;
    private static final int FORGOTTEN_AT_ONCE = 2_000;
    private static final long IDLE_MILLIS = 200;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A record on its way to the disk and whom to tell. */
    record Waiting(long at, byte[] body, Consumer<Outcome> whenDone) {}

    private final JournalFile file;
    private final BlockingQueue<Waiting> queue;
    private final LongAdder stored = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicLong lastPosition = new AtomicLong();
    private volatile long loadedPosition;
    private volatile long forgetBefore = Long.MIN_VALUE;
    private volatile String failure;
    private volatile long retryAt;
    private volatile boolean closing;
    private volatile boolean finished;
    private Connection connection;
    private Statement transaction;
    private PreparedStatement insert;

    JournalWriter(JournalFile file, int maxWaiting) throws SQLException {
        this.file = file;
        this.queue = new ArrayBlockingQueue<>(maxWaiting);
        connect();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select seq from sqlite_sequence where name = 'record'")) {
            lastPosition.set(row.next() ? row.getLong(1) : 0);
        }
    }

    private void connect() throws SQLException {
        connection = file.connect();
        // begin, commit and rollback are said in SQL: the driver's own loses count when SQLite rolls back by itself
        transaction = connection.createStatement();
        prepareInsert();
    }

    private void prepareInsert() throws SQLException {
        insert = connection.prepareStatement("insert into record (at, body) values (?, ?)");
    }

    /** Never blocks: what finds no place, or a disk that failed less than a second ago, is lost at once (J3). */
    void offer(Waiting record) {
        boolean refuse = closing || (failure != null && System.nanoTime() - retryAt < 0);
        if (refuse || !queue.offer(record)) {
            tell(List.of(record), Outcome.LOST);
        } else if (finished) {
            refuseRest();
        }
    }

    @Override
    public void run() {
        List<Waiting> group = new ArrayList<>(LARGEST_GROUP);
        while (!closing || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, LARGEST_GROUP - 1);
                    tell(group, write(group) ? Outcome.STORED : Outcome.LOST);
                    group.clear();
                }
                forgetSome(FORGOTTEN_AT_ONCE, forgetBefore);
            } catch (InterruptedException e) {
                closing = true; // the container stops its threads; what waits is still written
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "The journal failed unexpectedly and goes on", e);
                failure = e.toString();
                tell(group, Outcome.LOST); // nobody of a group is told before it is written
                group.clear();
            }
        }
        if (failure == null) {
            failure = "The writer has stopped";
        }
        finished = true;
        refuseRest();
        closeQuietly();
    }

    /** For what came in between the last look at the queue and the end. */
    private void refuseRest() {
        List<Waiting> rest = new ArrayList<>();
        queue.drainTo(rest);
        tell(rest, Outcome.LOST);
    }

    private void tell(List<Waiting> group, Outcome outcome) {
        (outcome == Outcome.STORED ? stored : lost).add(group.size());
        for (Waiting record : group) {
            try {
                record.whenDone().accept(outcome);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "An answer failed after its record was " + outcome, e);
            }
        }
    }

    /** Writes a group; when the file is full, once more after dropping what is loaded already (J4). */
    private boolean write(List<Waiting> group) {
        try {
            insertAll(group);
            recovered();
            return true;
        } catch (SQLException e) {
            rollBack();
            if (isFull(e) && forgetSome(Math.max(FORGOTTEN_AT_ONCE, group.size()), Long.MAX_VALUE) > 0) {
                return writeAgain(group);
            }
            return failed(e);
        }
    }

    private boolean writeAgain(List<Waiting> group) {
        try {
            insertAll(group);
            recovered();
            return true;
        } catch (SQLException e) {
            rollBack();
            return failed(e);
        }
    }

    private void insertAll(List<Waiting> group) throws SQLException {
        if (connection == null) {
            connect();
        }
        transaction.execute("begin immediate");
        for (Waiting record : group) {
            insert.setLong(1, record.at());
            insert.setBytes(2, record.body());
            insert.executeUpdate();
        }
        long last = lastInserted();
        transaction.execute("commit");
        lastPosition.set(last);
    }

    private long lastInserted() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select last_insert_rowid()")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void recovered() {
        if (failure != null) {
            failure = null;
            LOG.log(Level.INFO, "The journal is written again");
        }
    }

    private boolean failed(SQLException e) {
        if (failure == null) {
            LOG.log(
                    Level.ERROR,
                    "The journal cannot be written; requests are answered and counted as lost: {0}",
                    e.getMessage());
        }
        retryAt = System.nanoTime() + RETRY_NANOS;
        failure = String.valueOf(e.getMessage());
        return false;
    }

    private static boolean isFull(SQLException e) {
        return e instanceof SQLiteException fault && fault.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    }

    private void rollBack() {
        if (connection == null) {
            return;
        }
        try {
            insert.close();
            try {
                transaction.execute("rollback");
            } catch (SQLException e) {
                // SQLite itself has rolled back after some faults, a full disk among them
                if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                    throw e;
                }
            }
            prepareInsert();
        } catch (SQLException | RuntimeException e) {
            closeQuietly();
            connection = null;
        }
    }

    void loaded(long position) {
        loadedPosition = Math.max(loadedPosition, position);
    }

    void forget(long before) {
        forgetBefore = before;
    }

    /** Deletes some loaded records from before a time, in a transaction of its own; returns how many. */
    private int forgetSome(int most, long before) {
        if (connection == null || loadedPosition == 0 || before == Long.MIN_VALUE) {
            return 0;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from record where position in"
                + " (select position from record where position <= ? order by position limit ?) and at < ?")) {
            // looks at the oldest rows only: time has no index, and a walk through all rows would keep requests waiting
            delete.setLong(1, loadedPosition);
            delete.setInt(2, most);
            delete.setLong(3, before);
            int deleted = delete.executeUpdate(); // a transaction of its own
            if (deleted < most) {
                forgetBefore = Long.MIN_VALUE; // done until asked again
            }
            return deleted;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The journal forgets later", e);
            return 0;
        }
    }

    void close() {
        closing = true;
    }

    private void closeQuietly() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            // what was committed is on disk
        }
    }

    long stored() {
        return stored.sum();
    }

    long lost() {
        return lost.sum();
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    long lastPosition() {
        return lastPosition.get();
    }

    long loadedPosition() {
        return loadedPosition;
    }
}
