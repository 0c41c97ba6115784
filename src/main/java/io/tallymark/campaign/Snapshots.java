package io.tallymark.campaign;

import io.tallymark.database.Database;
import io.tallymark.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was sent, for looking at: a snapshot alone, and its links page by page, because those of personal messages may be a million. */
@ApplicationScoped
@Transactional
public class Snapshots {

    @Inject
    private Database database;

    @Inject
    private Campaigns campaigns;

    @Inject
    private SnapshotLinks snapshotLinks;

    /** A snapshot with its first {@code links} links; 404 if there is none with this id. */
    public Snapshot.View find(String id, int links) {
        Snapshot snapshot = campaigns.snapshot(id, LockModeType.NONE);
        return snapshot.view(links == 0 ? List.of() : from(snapshot.id(), 0, links));
    }

    /** One page of a snapshot's links in the order of the document. */
    public Page<Link.View> links(UUID snapshot, Page.Request page) {
        int from = page.after(Integer::parseInt).map(last -> last + 1).orElse(0);
        return Page.of(from(snapshot, from, page.limit() + 1), page.limit(), link -> Integer.toString(link.position()));
    }

    /** How many links a snapshot has, those left alone among them. */
    public int countLinks(UUID snapshot) {
        return snapshotLinks.nextPosition(snapshot);
    }

    /** Those of these links that there are, by their ids as the API writes them. */
    public Map<String, Link.View> links(Collection<String> ids) {
        Map<String, Link.View> links = new HashMap<>();
        if (!ids.isEmpty()) {
            database.entities()
                    .createQuery("select l from Link l where l.id in :ids", Link.class)
                    .setParameter("ids", ids.stream().map(Link::id).toList())
                    .getResultStream()
                    .map(Link::view)
                    .forEach(link -> links.put(link.id(), link));
        }
        return links;
    }

    private List<Link.View> from(UUID snapshot, int position, int most) {
        return database.entities()
                .createQuery(
                        "select l from Link l where l.snapshotId = :snapshot and l.position >= :position"
                                + " order by l.position",
                        Link.class)
                .setParameter("snapshot", snapshot)
                .setParameter("position", position)
                .setMaxResults(most)
                .getResultStream()
                .map(Link::view)
                .toList();
    }
}
