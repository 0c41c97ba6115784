package io.tallymark.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which signing keys there are, and how many messages depend on each (C9). */
@ApplicationScoped
public class SigningKeyUse {

    private static final Logger LOG = System.getLogger("tallymark.campaign");
    private static final String COUNTS = "counts";
    private static final int QUERY_SECONDS = 120;

    /**
     * A key that was ever seen.
     *
     * @param valid whether this node has it, so that its links work
     * @param newest whether new links use it
     */
    public record Key(int id, String fingerprint, Instant since, boolean valid, boolean newest) {}

    /**
     * Messages that carry links signed by one key.
     *
     * @param live those whose requests are still recorded; the links of the others lead on for as long as the key is there
     */
    public record Count(long live, long all) {}

    /** Counting reads an index from end to end, which takes seconds with many millions; so it is done aside and remembered. */
    private final Cache<String, Counts> counts =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(5)).build();

    private record Counts(Optional<Map<Integer, Count>> byKey) {}

    @Inject
    private Database database;

    @Inject
    private KeyRing ring;

    @Inject
    private Settings settings;

    @Resource
    private ManagedExecutorService executor;

    /** Whether the keys come from the settings; else from a file of the data folder. */
    public boolean isFromSettings() {
        return settings.tokens().keys().isPresent();
    }

    /** The newest first. */
    public List<Key> keys() throws SQLException {
        List<Key> keys = new ArrayList<>();
        try (Connection connection = database.connection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "select key_id, fingerprint, first_seen_at from signing_key" + " order by key_id desc")) {
            while (row.next()) {
                int id = row.getInt(1);
                keys.add(new Key(
                        id, row.getString(2).strip(), Columns.time(row, 3), ring.holds(id), ring.newest() == id));
            }
        }
        return keys;
    }

    /** Messages by key; empty while they are being counted, which this begins. */
    public Optional<Map<Integer, Count>> counts() {
        Counts found = counts.getIfPresent(COUNTS);
        if (found == null) {
            counts.put(COUNTS, new Counts(Optional.empty()));
            executor.submit(this::count);
            return Optional.empty();
        }
        return found.byKey();
    }

    private void count() {
        try {
            counts.put(COUNTS, new Counts(Optional.of(counted())));
        } catch (SQLException | RuntimeException e) {
            counts.invalidate(COUNTS);
            LOG.log(Level.WARNING, "Messages by signing key cannot be counted: {0}", e.toString());
        }
    }

    private Map<Integer, Count> counted() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select key_id, count(*) filter (where expires_on >= ?), count(*)"
                                + " from message group by key_id")) {
            select.setQueryTimeout(QUERY_SECONDS);
            select.setObject(1, LocalDate.now(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                Map<Integer, Count> byKey = new HashMap<>();
                while (row.next()) {
                    byKey.put(row.getInt(1), new Count(row.getLong(2), row.getLong(3)));
                }
                return byKey;
            }
        }
    }
}
