package io.tallymark.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.Part;
import io.tallymark.token.TokenCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Mints messages: gives each recipient a message id and the URLs that carry it. */
@ApplicationScoped
public class Messages {

    private static final int CACHED_BYTES = 32 << 20;

    /** Snapshots are immutable, so what was cut once stays right. */
    private final Cache<UUID, SnapshotTemplate> templates = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .<UUID, SnapshotTemplate>weigher((id, template) -> template.weight())
            .build();

    private final Database database;
    private final Campaigns campaigns;
    private final SnapshotLinks snapshotLinks;
    private final KeyRing keys;
    private final ContentLimits limits;
    private final Event<MessagesMinted> news;

    @Inject
    Messages(
            Database database,
            Campaigns campaigns,
            SnapshotLinks snapshotLinks,
            KeyRing keys,
            ContentLimits limits,
            Event<MessagesMinted> news) {
        this.database = database;
        this.campaigns = campaigns;
        this.snapshotLinks = snapshotLinks;
        this.keys = keys;
        this.limits = limits;
        this.news = news;
    }

    protected Messages() {
        this(null, null, null, null, null, null); // for the container's client proxy
    }

    /** A message by its id, if there is one. */
    @Transactional
    public Optional<Message.View> find(UUID id) {
        return Optional.ofNullable(database.entities().find(Message.class, id)).map(Message::view);
    }

    /** How many messages a campaign has, or all campaigns together. */
    @Transactional
    public long count(Optional<UUID> campaign) {
        var query = database.entities()
                .createQuery(
                        "select count(m) from Message m"
                                + (campaign.isPresent() ? " where m.campaignId = :campaign" : ""),
                        Long.class);
        campaign.ifPresent(id -> query.setParameter("campaign", id));
        return query.getSingleResult();
    }

    /** The next {@code limit} ids of a campaign's messages, or of all, after {@code last}. */
    @Transactional
    public List<UUID> after(Optional<UUID> campaign, UUID last, int limit) {
        var query = database.entities()
                .createQuery(
                        "select m.id from Message m where m.id > :last"
                                + (campaign.isPresent() ? " and m.campaignId = :campaign" : "")
                                + " order by m.id",
                        UUID.class)
                .setParameter("last", last)
                .setMaxResults(limit);
        campaign.ifPresent(id -> query.setParameter("campaign", id));
        return query.getResultList();
    }

    /** What is known of those of these messages that there are. */
    @Transactional
    public List<Message.Facts> facts(Collection<UUID> ids) {
        return database.entities()
                .createQuery("select m from Message m where m.id in :ids", Message.class)
                .setParameter("ids", ids)
                .getResultStream()
                .map(Message::facts)
                .toList();
    }

    /** What the HTML and text of their own hold that messages bring, in the order of the requests. */
    @Transactional
    List<BodyScan> scan(String snapshotId, List<NewMessage> requests) {
        Snapshot snapshot = campaigns.snapshot(snapshotId, LockModeType.NONE);
        LinkPolicy policy = campaigns.linkPolicy(snapshot);
        List<BodyScan> scans = new ArrayList<>();
        for (NewMessage request : requests) {
            limits.check(request.html(), request.text());
            BodyScan scan = BodyScan.of(
                    request.html(), request.text(), snapshot.tracking().textLinks(), policy);
            limits.check(scan.links());
            scans.add(scan);
        }
        return scans;
    }

    /** Stores one message for each request; {@code own} holds the links of HTML and text of their own. Returns the ids in order. */
    @Transactional
    public List<UUID> mint(String snapshotId, List<NewMessage> requests, List<List<FoundLink>> own) {
        Snapshot snapshot = campaigns.snapshot(snapshotId, LockModeType.NONE);
        int keyId = keys.keyForNewTokens();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Message> minted = new ArrayList<>();
        SnapshotTemplate shared = template(snapshot);
        for (int i = 0; i < requests.size(); i++) {
            UUID id = UuidCreator.getTimeOrderedEpoch();
            int links = Math.max(
                    trackedLinks(own.get(i), Part.HTML, requests.get(i).html(), shared.html()),
                    trackedLinks(own.get(i), Part.TEXT, requests.get(i).text(), shared.text()));
            Message message = new Message(
                    id, snapshot, requests.get(i), keys.addresses(), now, keyId, keys.lifetimeDays(), links);
            database.entities().persist(message);
            minted.add(message);
        }
        shareLinks(snapshot.id(), own);
        news.fire(MessagesMinted.of(snapshot, minted));
        return minted.stream().map(Message::id).toList();
    }

    /** How many links of a part a reader can follow: those of its own content, or of the snapshot's if it brings none. */
    private static int trackedLinks(
            List<FoundLink> own, Part part, Optional<String> content, Optional<PartTemplate> shared) {
        boolean isOwn = content.isPresent() || own.stream().anyMatch(link -> link.part() == part);
        return isOwn
                ? (int) own.stream()
                        .filter(link -> link.part() == part && link.isTracked())
                        .count()
                : shared.map(template -> template.links().size()).orElse(0);
    }

    private SnapshotTemplate template(Snapshot snapshot) {
        return templates.get(
                snapshot.id(),
                id -> SnapshotTemplate.of(snapshot, snapshotLinks.of(id), campaigns.linkPolicy(snapshot)));
    }

    /** Adds the targets that only messages of their own HTML have, each as often as one message holds it (C6). */
    private void shareLinks(UUID snapshot, List<List<FoundLink>> own) {
        Set<String> targets = targets(own);
        if (targets.isEmpty()
                || new LinkTable(snapshotLinks.of(snapshot, targets))
                        .missing(own)
                        .isEmpty()) {
            return;
        }
        // only now the lock, and then a second look: somebody else may have added them meanwhile
        campaigns.snapshot(snapshot.toString(), LockModeType.PESSIMISTIC_WRITE);
        LinkTable known = new LinkTable(snapshotLinks.of(snapshot, targets));
        snapshotLinks.add(snapshot, snapshotLinks.nextPosition(snapshot), known.missing(own));
        database.entities().flush();
    }

    /** Only what is asked for is read: a table with links of a million recipients must not be. */
    private static Set<String> targets(List<List<FoundLink>> own) {
        return own.stream()
                .flatMap(List::stream)
                .filter(FoundLink::isTracked)
                .map(FoundLink::target)
                .collect(Collectors.toSet());
    }

    /** What is needed to write minted messages with these links of their own; 404 if one of them has been erased since. */
    @Transactional
    MessageWriter writer(String snapshotId, List<UUID> ids, List<List<FoundLink>> own, TokenCodec tokens) {
        Snapshot snapshot = campaigns.snapshot(snapshotId, LockModeType.NONE);
        LinkTable table = new LinkTable(snapshotLinks.of(snapshot.id(), targets(own)));
        return new MessageWriter(snapshot.baseUrl(), template(snapshot), table, minted(ids), tokens);
    }

    private List<Message> minted(List<UUID> ids) {
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
        return messages;
    }

    /** The address for the pixel and for each of {@code links} of a minted message, as its policy allows. */
    @Transactional
    MessageUrls urls(UUID messageId, List<FoundLink> links, TokenCodec tokens) {
        Message message = minted(List.of(messageId)).get(0);
        Snapshot snapshot = campaigns.snapshot(message.view().snapshotId().toString(), LockModeType.NONE);
        List<Optional<Link>> rows =
                new LinkTable(snapshotLinks.of(snapshot.id(), targets(List.of(links)))).rowsOf(links);
        return MessageUrls.of(snapshot.baseUrl(), message, rows, tokens);
    }
}
