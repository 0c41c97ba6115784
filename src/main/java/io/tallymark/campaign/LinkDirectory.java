package io.tallymark.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tallymark.database.Database;
import io.tallymark.http.Probe;
import io.tallymark.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Knows where a link leads: asks the cache, then this node's replica, then the database (C4). Links never change, so
 * nothing is ever invalidated, but for the few that are removed with their campaign.
 */
@ApplicationScoped
public class LinkDirectory implements Probe {

    /** Thrown for a link this node has not seen while the database cannot be asked. */
    public static final class UnreachableException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final Logger LOG = System.getLogger("tallymark.campaign");
    private static final long CACHED_CHARACTERS = 16_000_000;
    private static final int ROW_OVERHEAD = 64;
    private static final int PULLED_AT_ONCE = 10_000;
    /** Sequence numbers are given out before commits, so a pull starts a little before the last one seen. */
    private static final int OVERLAP = 1_000;

    private static final int REMOVALS_KEPT_DAYS = 60;

    private final Database database;
    private final LinkReplica replica;
    private final Cache<Long, String> cache = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((Long id, String target) -> target.length() + ROW_OVERHEAD)
            .build();
    /** Few at a time: readers of unknown links must not pile up behind a database that hangs. */
    private final Semaphore databaseQuestions = new Semaphore(4);

    /** Places of the last removals that are done here; a late commit may bring one before them. */
    private Set<Long> removals = Set.of();

    private volatile boolean replicaFailed;

    @Inject
    public LinkDirectory(Settings settings, Database database) {
        this.database = database;
        this.replica = LinkReplica.open(settings.dataFolder().resolve("links.db"));
    }

    protected LinkDirectory() {
        this.database = null; // for the container's client proxy
        this.replica = null;
    }

    /** The target of a link, as stored; empty if there is no such link. */
    public Optional<String> target(long linkId) throws UnreachableException {
        String cached = cache.getIfPresent(linkId);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<String> target = replica.target(linkId);
        if (target.isEmpty()) {
            target = fromDatabase(linkId);
        }
        target.ifPresent(found -> cache.put(linkId, found));
        return target;
    }

    private Optional<String> fromDatabase(long linkId) throws UnreachableException {
        if (!database.available() || !databaseQuestions.tryAcquire()) {
            throw new UnreachableException();
        }
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select target from link where id = ? and reason is null")) {
            select.setQueryTimeout(2);
            select.setLong(1, linkId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new UnreachableException();
        } finally {
            databaseQuestions.release();
        }
    }

    void remember(@Observes(during = TransactionPhase.AFTER_SUCCESS) LinksAdded added) {
        added.links().forEach(link -> cache.put(link.id(), link.target()));
        put(added.links());
    }

    /** Copies links that other nodes have added into the replica; returns how many were new to the position. */
    int pull() throws SQLException {
        long seen = replica.watermark();
        List<ReplicaLink> links = addedAfter(Math.max(0, seen - OVERLAP));
        if (!links.isEmpty() && put(links)) {
            replica.watermark(links.get(links.size() - 1).seq());
        }
        return (int) links.stream().filter(link -> link.seq() > seen).count();
    }

    /** Takes out the links that were removed with their campaign; returns how many that were. */
    int forgetRemoved() throws SQLException {
        long seen = replica.removedUpTo();
        long upTo = seen;
        Set<Long> found = new HashSet<>();
        List<Long> links = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select seq, link_id from removed_link"
                        + " where seq > ? order by seq fetch first " + PULLED_AT_ONCE + " rows only")) {
            select.setLong(1, Math.max(0, seen - OVERLAP));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    upTo = Math.max(upTo, rows.getLong(1));
                    found.add(rows.getLong(1));
                    if (!removals.contains(rows.getLong(1))) {
                        links.add(rows.getLong(2));
                    }
                }
            }
        }
        if (!links.isEmpty()) {
            replica.remove(links, upTo);
            cache.invalidateAll(links);
        }
        removals = found;
        return links.size();
    }

    /** Forgets removals that every node has seen by now. */
    void forgetOldRemovals() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from removed_link where removed_at < ?")) {
            delete.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).minusDays(REMOVALS_KEPT_DAYS));
            delete.executeUpdate();
        }
    }

    /** Copies everything once more from the start; finds what a very late commit or a restored backup has hidden from pulls. */
    void startOver() {
        replica.watermark(0);
    }

    private List<ReplicaLink> addedAfter(long seq) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select id, seq, target from link"
                        + " where seq > ? and reason is null order by seq fetch first " + PULLED_AT_ONCE
                        + " rows only")) {
            select.setLong(1, seq);
            try (ResultSet rows = select.executeQuery()) {
                List<ReplicaLink> links = new ArrayList<>();
                while (rows.next()) {
                    links.add(new ReplicaLink(rows.getLong(1), rows.getLong(2), rows.getString(3)));
                }
                return links;
            }
        }
    }

    private boolean put(List<ReplicaLink> links) {
        try {
            replica.put(links);
            replicaFailed = false;
            return true;
        } catch (RuntimeException e) {
            if (!replicaFailed) {
                LOG.log(Level.WARNING, "The link replica cannot be written; clicks on new links need the database", e);
            }
            replicaFailed = true;
            return false;
        }
    }

    @Override
    public String name() {
        return "link replica";
    }

    @Override
    public Health health() {
        return new Health(!replicaFailed, Map.of("links", replica.size(), "position", replica.watermark()));
    }

    @PreDestroy
    void close() {
        replica.close();
    }
}
