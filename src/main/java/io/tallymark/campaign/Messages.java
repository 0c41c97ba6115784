package io.tallymark.campaign;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.Instrumenter;
import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.Scan;
import io.tallymark.token.TokenCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Mints messages: gives each recipient a message id and the URLs that carry it. */
@ApplicationScoped
public class Messages {

    private final Database database;
    private final Campaigns campaigns;
    private final TrackingDomains domains;
    private final KeyRing keys;

    @Inject
    public Messages(Database database, Campaigns campaigns, TrackingDomains domains, KeyRing keys) {
        this.database = database;
        this.campaigns = campaigns;
        this.domains = domains;
        this.keys = keys;
    }

    protected Messages() {
        this(null, null, null, null); // for the container's client proxy
    }

    /** A message by its id, if there is one. */
    @Transactional
    public Optional<Message.View> find(UUID id) {
        return Optional.ofNullable(database.entities().find(Message.class, id)).map(Message::view);
    }

    /** The scans of the HTML that messages bring of their own, in the order of the requests. */
    @Transactional
    List<Optional<Scan>> scans(List<NewMessage> requests) {
        if (requests.stream().allMatch(request -> request.html().isEmpty())) {
            return Collections.nCopies(requests.size(), Optional.empty());
        }
        LinkPolicy policy = new LinkPolicy(domains.hosts(), true);
        return requests.stream()
                .map(request -> request.html().map(html -> Instrumenter.scan(html, policy)))
                .toList();
    }

    /** Stores one message for each request; {@code personal} holds the scans of HTML of their own. Returns the ids in order. */
    @Transactional
    public List<UUID> mint(String snapshotId, List<NewMessage> requests, List<Scan> personal) {
        Snapshot snapshot = campaigns.snapshot(snapshotId, LockModeType.NONE);
        int keyId = keys.keyForNewTokens();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<UUID> ids = new ArrayList<>();
        for (NewMessage request : requests) {
            UUID id = UuidCreator.getTimeOrderedEpoch();
            database.entities()
                    .persist(new Message(id, snapshot, request, keys.addresses(), now, keyId, keys.lifetimeDays()));
            ids.add(id);
        }
        shareLinks(snapshot.id(), personal);
        return ids;
    }

    /** Adds the targets that only messages of their own HTML have, each as often as one message holds it (C6). */
    private void shareLinks(UUID snapshot, List<Scan> personal) {
        if (missing(campaigns.linkRows(snapshot), personal).isEmpty()) {
            return;
        }
        // only now the lock, and then a second look: somebody else may have added them meanwhile
        campaigns.snapshot(snapshot.toString(), LockModeType.PESSIMISTIC_WRITE);
        List<Link> rows = campaigns.linkRows(snapshot);
        campaigns.addLinks(snapshot, rows.size(), missing(rows, personal));
        database.entities().flush();
    }

    private static List<FoundLink> missing(List<Link> rows, List<Scan> personal) {
        LinkTable known = new LinkTable(rows);
        Map<String, Integer> counts = new HashMap<>();
        List<FoundLink> missing = new ArrayList<>();
        for (Scan scan : personal) {
            Map<String, Integer> inMessage = new HashMap<>();
            for (FoundLink link : scan.links()) {
                if (link.reason().isEmpty()) {
                    int occurrences = inMessage.merge(link.target(), 1, Integer::sum);
                    int present = counts.computeIfAbsent(link.target(), known::count);
                    if (occurrences > present) {
                        counts.put(link.target(), occurrences);
                        missing.add(link);
                    }
                }
            }
        }
        return missing;
    }

    /** What is needed to write minted messages; 404 if one of them has been erased since. */
    @Transactional
    public MessageWriter writer(String snapshotId, List<UUID> ids, TokenCodec tokens) {
        Snapshot snapshot = campaigns.snapshot(snapshotId, LockModeType.NONE);
        Map<UUID, Message> found = new HashMap<>();
        database.entities()
                .createQuery("select m from Message m where m.id in :ids", Message.class)
                .setParameter("ids", ids)
                .getResultStream()
                .forEach(message -> found.put(message.id(), message));
        List<Message> messages = new ArrayList<>();
        for (UUID id : ids) {
            if (!found.containsKey(id)) {
                throw Problem.notFound("message", id.toString());
            }
            messages.add(found.get(id));
        }
        return new MessageWriter(snapshot, campaigns.linkRows(snapshot.id()), messages, tokens);
    }
}
