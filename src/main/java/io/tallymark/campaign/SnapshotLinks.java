package io.tallymark.campaign;

import io.tallymark.database.Database;
import io.tallymark.instrument.FoundLink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The rows of snapshots' link tables. */
@ApplicationScoped
class SnapshotLinks {

    private static final int MOST_PARAMETERS = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private Database database;

    @Inject
    private Event<LinksAdded> news;

    /** All of a snapshot's links, in order. */
    List<Link> of(UUID snapshot) {
        return database.entities()
                .createQuery("select l from Link l where l.snapshotId = :snapshot order by l.position", Link.class)
                .setParameter("snapshot", snapshot)
                .getResultList();
    }

    /** Those of a snapshot's links that lead to one of these targets, in order. */
    List<Link> of(UUID snapshot, Set<String> targets) {
        List<Link> rows = new ArrayList<>();
        List<String> all = List.copyOf(targets);
        for (int i = 0; i < all.size(); i += MOST_PARAMETERS) {
            List<String> some = all.subList(i, Math.min(all.size(), i + MOST_PARAMETERS));
            rows.addAll(database.entities()
                    .createQuery("select l from Link l where l.targetKey in :keys", Link.class)
                    .setParameter(
                            "keys",
                            some.stream()
                                    .map(target -> Link.key(snapshot, target))
                                    .toList())
                    .getResultStream()
                    .filter(link -> link.belongsTo(snapshot) && targets.contains(link.target()))
                    .toList());
        }
        rows.sort(Comparator.comparingInt(Link::position));
        return rows;
    }

    /** The position after a snapshot's last link. */
    int nextPosition(UUID snapshot) {
        Integer last = database.entities()
                .createQuery("select max(l.position) from Link l where l.snapshotId = :snapshot", Integer.class)
                .setParameter("snapshot", snapshot)
                .getSingleResult();
        return last == null ? 0 : last + 1;
    }

    /** Adds found links to a snapshot's link table from {@code position} on; this node's replica learns them at commit. */
    List<Link> add(UUID snapshot, int position, List<FoundLink> found) {
        List<Link> added = new ArrayList<>();
        for (FoundLink link : found) {
            Link row = new Link(RANDOM.nextLong(), snapshot, position + added.size(), link);
            database.entities().persist(row);
            added.add(row);
        }
        news.fire(LinksAdded.of(added));
        return added;
    }
}
