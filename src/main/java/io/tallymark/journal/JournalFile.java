package io.tallymark.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;

/** The journal's SQLite file: opening it safely (J7, J8) and connections to it. */
final class JournalFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger("tallymark.journal");
    private static final int FORMAT = 1;
    private static final int PAGE_BYTES = 4096;
    private static final long LEAST_PAGES = 16;
    private static final int LOG_BYTES = 16 << 20;
    private static final int BUSY_MILLIS = 5_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final long maxPages;
    private final FileChannel lockChannel;

    private JournalFile(Path file, long maxBytes, FileChannel lockChannel) {
        this.file = file;
        this.maxPages = Math.max(LEAST_PAGES, maxBytes / PAGE_BYTES);
        this.lockChannel = lockChannel;
    }

    /** Throws {@link IllegalStateException} with one line that names the file if it cannot be used. */
    static JournalFile open(Path file, long maxBytes, Clock clock) {
        JournalFile opened = new JournalFile(file, maxBytes, lock(file));
        try {
            if (opened.hasLostItsMainFile() || (Files.exists(file) && opened.isCorrupted())) {
                opened.setAside(clock);
            }
            opened.prepare();
            opened.setAsideFiles()
                    .forEach(name -> LOG.log(
                            Level.ERROR,
                            "A corrupted journal was set aside; its events may not be in the database: {0}",
                            name));
            return opened;
        } catch (RuntimeException | IOException e) {
            opened.close();
            throw e instanceof RuntimeException known ? known : new UncheckedIOException((IOException) e);
        }
    }

    private static FileChannel lock(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new IllegalStateException("The journal " + file + " is in use by another process");
            }
            return channel;
        } catch (IOException e) {
            throw new IllegalStateException("The journal " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** A write-ahead log without its file still holds records, but SQLite would delete it. */
    private boolean hasLostItsMainFile() throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        boolean empty = !Files.exists(file) || Files.size(file) == 0;
        return empty && Files.exists(log) && Files.size(log) > 0;
    }

    /** A file that SQLite cannot read as a whole; a disk that fails for the moment is not corruption. */
    private boolean isCorrupted() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma quick_check(1)")) {
            return !(row.next() && "ok".equals(row.getString(1)));
        } catch (SQLException e) {
            String fault = String.valueOf(e.getMessage());
            if (fault.contains("SQLITE_CORRUPT") || fault.contains("SQLITE_NOTADB")) {
                return true;
            }
            throw new IllegalStateException("The journal " + file + " cannot be read: " + fault, e);
        }
    }

    private void setAside(Clock clock) throws IOException {
        String suffix = ".corrupt-" + STAMP.format(clock.instant());
        for (String part : List.of("", "-wal", "-shm")) {
            Path from = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(from)) {
                Files.move(from, file.resolveSibling(file.getFileName() + suffix + part));
            }
        }
    }

    private void prepare() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists journal (id text not null, format integer not null)");
            statement.execute("create table if not exists record"
                    + " (position integer primary key autoincrement, at integer not null, body blob not null)");
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into journal (id, format) select ?, ? where not exists (select 1 from journal)")) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setInt(2, FORMAT);
                insert.executeUpdate();
            }
            try (ResultSet row = statement.executeQuery("select format from journal")) {
                if (row.next() && row.getInt(1) > FORMAT) {
                    throw new IllegalStateException("The journal " + file + " was written by a newer version (format "
                            + row.getInt(1) + ", known is " + FORMAT + "); start that version, or move the file away");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The journal " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A connection whose commits are flushed before they return, in auto-commit mode. */
    Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setPageSize(PAGE_BYTES);
        config.setMaxPageCount((int) Math.min(maxPages, Integer.MAX_VALUE));
        config.setJournalSizeLimit(LOG_BYTES);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    long bytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Corrupted journals that lie beside this one, also from earlier starts. */
    List<String> setAsideFiles() {
        String prefix = file.getFileName() + ".corrupt-";
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.replaceFirst("-(wal|shm)$", ""))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            // the lock goes with the process at the latest
        }
    }
}
