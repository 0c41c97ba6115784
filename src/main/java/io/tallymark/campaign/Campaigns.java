package io.tallymark.campaign;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.MimeScan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Campaigns and the snapshots of what they sent. */
@ApplicationScoped
public class Campaigns {

    @Inject
    private Database database;

    @Inject
    private TrackingDomains domains;

    @Inject
    private ContentLimits limits;

    @Inject
    private SnapshotLinks snapshotLinks;

    @Transactional
    public Campaign.View create(String name, Optional<String> reference) {
        return create(name, reference.orElse(null), false);
    }

    private Campaign.View create(String name, String reference, boolean sample) {
        Campaign campaign = new Campaign(UuidCreator.getTimeOrderedEpoch(), name, reference, nowInMillis(), sample);
        database.entities().persist(campaign);
        database.entities().flush(); // its first snapshot locks it, perhaps in the same transaction
        return campaign.view();
    }

    /** The sample campaign with this reference; made if it is not there. */
    @Transactional
    public Campaign.View sample(String name, String reference) {
        return database.entities()
                .createQuery(
                        "select c from Campaign c where c.sample = true and c.reference = :reference", Campaign.class)
                .setParameter("reference", reference)
                .getResultStream()
                .findFirst()
                .map(Campaign::view)
                .orElseGet(() -> create(name, reference, true));
    }

    /** Newest first. */
    @Transactional
    public Page<Campaign.View> list(Page.Request page) {
        return list(page, "");
    }

    /** Those with {@code words} in their name or reference, whatever the case; newest first. */
    @Transactional
    public Page<Campaign.View> list(Page.Request page, String words) {
        UUID before = page.after(UUID::fromString).orElse(new UUID(-1, -1));
        List<Campaign.View> rows = database.entities()
                .createQuery(
                        "select c from Campaign c where c.id < :before and (lower(c.name) like :words escape '!'"
                                + " or lower(c.reference) like :words escape '!') order by c.id desc",
                        Campaign.class)
                .setParameter("before", before)
                .setParameter("words", "%" + words.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%")
                .setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(Campaign::view)
                .toList();
        return Page.of(rows, page.limit(), view -> view.id().toString());
    }

    /** A campaign's latest versions, without their content, latest first. */
    @Transactional
    public List<Snapshot.Version> versions(UUID campaign, int most) {
        return database.entities()
                .createQuery(
                        "select s.id, s.version, s.subject, s.createdAt from Snapshot s where s.campaignId = :campaign"
                                + " order by s.version desc",
                        Object[].class)
                .setParameter("campaign", campaign)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new Snapshot.Version(
                        (UUID) row[0], (int) row[1], (String) row[2], ((OffsetDateTime) row[3]).toInstant()))
                .toList();
    }

    /** The campaign with this id, if there is one. */
    @Transactional
    public Optional<Campaign.View> lookUp(String id) {
        return Ids.parse(id)
                .map(parsed -> database.entities().find(Campaign.class, parsed))
                .map(Campaign::view);
    }

    @Transactional
    public Campaign.View find(String id) {
        return campaign(id, LockModeType.NONE).view();
    }

    /** The names of those of these campaigns that there are. */
    @Transactional
    public Map<UUID, String> names(Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            database.entities()
                    .createQuery("select c from Campaign c where c.id in :ids", Campaign.class)
                    .setParameter("ids", ids)
                    .getResultStream()
                    .forEach(
                            campaign -> names.put(campaign.id(), campaign.view().name()));
        }
        return names;
    }

    /** A snapshot and whether it was added now; the same content again is the snapshot that is there (C1). */
    public record Added(boolean isNew, Snapshot.View snapshot) {}

    @Transactional
    public Added addSnapshot(String campaignId, SnapshotContent content) {
        // the lock keeps two callers from taking the same version number
        UUID campaign = campaign(campaignId, LockModeType.PESSIMISTIC_WRITE).id();
        Optional<Snapshot> same = sameContent(campaign, content.sha256());
        if (same.isPresent()) {
            return new Added(false, same.get().view(links(same.get().id())));
        }
        String host = content.trackingDomain().orElseGet(domains::defaultHost);
        String baseUrl = domains.baseUrl(host);
        BodyScan scan = scan(content);
        Snapshot snapshot = new Snapshot(
                UuidCreator.getTimeOrderedEpoch(),
                campaign,
                nextVersion(campaign),
                content,
                host,
                baseUrl,
                warnings(content, scan));
        database.entities().persist(snapshot);
        database.entities().flush(); // its links refer to it
        List<Link> links = snapshotLinks.add(snapshot.id(), 0, scan.links());
        return new Added(true, snapshot.view(links.stream().map(Link::view).toList()));
    }

    private BodyScan scan(SnapshotContent content) {
        limits.check(content.html(), content.text());
        BodyScan scan = BodyScan.of(
                content.html(),
                content.text(),
                content.tracking().textLinks(),
                linkPolicy(content.tracking()).withUnsubscribeTargets(content.unsubscribeTargets()));
        limits.check(scan.links());
        return scan;
    }

    private static List<String> warnings(SnapshotContent content, BodyScan scan) {
        List<String> warnings = new ArrayList<>(content.warnings());
        warnings.addAll(scan.warnings());
        if (content.text().isEmpty()) {
            warnings.add("The message has no plain-text part");
        }
        return warnings;
    }

    /** What a snapshot of this content would hold; nothing is stored. 422 if its tracking domain is unknown. */
    @Transactional
    public Preview preview(SnapshotContent content) {
        domains.baseUrl(content.trackingDomain().orElseGet(domains::defaultHost));
        BodyScan scan = scan(content);
        return Preview.of(scan.links(), warnings(content, scan), Optional.empty());
    }

    /** Likewise for a raw message, which holds {@code content}. */
    @Transactional
    public Preview preview(MimeScan message, SnapshotContent content) {
        return Preview.of(message.links(), preview(content).warnings(), message.untouched());
    }

    /**
     * What the sender of a snapshot would be told.
     *
     * @param untouched why a raw message would be returned as it came; null if it would not
     */
    public record Preview(List<Link.View> links, List<String> warnings, String untouched) {

        static Preview of(List<FoundLink> found, List<String> warnings, Optional<String> untouched) {
            List<Link.View> links = new ArrayList<>();
            found.forEach(link -> links.add(Link.viewOf(links.size(), link)));
            return new Preview(links, warnings, untouched.orElse(null));
        }
    }

    /** What a raw message is tracked by: its snapshot's policy, or, for a new snapshot, the default; 422 if the domain does not fit. */
    @Transactional
    Tracking trackingOf(Optional<String> snapshot, Optional<String> trackingDomain, boolean textLinks) {
        if (snapshot.isEmpty()) {
            return new Tracking(Policy.IDENTIFIED, Policy.IDENTIFIED, textLinks);
        }
        Snapshot found = snapshot(snapshot.get(), LockModeType.NONE);
        if (trackingDomain.isPresent() && !trackingDomain.get().equalsIgnoreCase(found.trackingDomain())) {
            throw Problem.invalid("trackingDomain", "is not that of the snapshot, " + found.trackingDomain());
        }
        return found.tracking();
    }

    /** Which links are tracked under {@code tracking} as things stand. */
    @Transactional
    LinkPolicy linkPolicy(Tracking tracking) {
        return new LinkPolicy(domains.hosts(), tracking.clicks() == Policy.IDENTIFIED);
    }

    /** Which links are tracked in what is sent for a snapshot: none by which its recipients leave. */
    @Transactional
    LinkPolicy linkPolicy(Snapshot snapshot) {
        return linkPolicy(snapshot.tracking()).withUnsubscribeTargets(snapshot.unsubscribeTargets());
    }

    /** Likewise for a raw message, whose snapshot there may not be yet. */
    @Transactional
    LinkPolicy linkPolicy(Optional<String> snapshot, Tracking tracking) {
        return snapshot.map(id -> linkPolicy(snapshot(id, LockModeType.NONE))).orElseGet(() -> linkPolicy(tracking));
    }

    @Transactional
    public Snapshot.View findSnapshot(String id) {
        Snapshot snapshot = snapshot(id, LockModeType.NONE);
        return snapshot.view(links(snapshot.id()));
    }

    Snapshot snapshot(String id, LockModeType lock) {
        Snapshot snapshot = Ids.parse(id)
                .map(parsed -> database.entities().find(Snapshot.class, parsed, lock))
                .orElse(null);
        if (snapshot == null) {
            throw Problem.notFound("snapshot", id);
        }
        return snapshot;
    }

    private Campaign campaign(String id, LockModeType lock) {
        Campaign campaign = Ids.parse(id)
                .map(parsed -> database.entities().find(Campaign.class, parsed, lock))
                .orElse(null);
        if (campaign == null) {
            throw Problem.notFound("campaign", id);
        }
        return campaign;
    }

    private Optional<Snapshot> sameContent(UUID campaign, String sha256) {
        return database.entities()
                .createQuery(
                        "select s from Snapshot s where s.campaignId = :campaign and s.sha256 = :sha256",
                        Snapshot.class)
                .setParameter("campaign", campaign)
                .setParameter("sha256", sha256)
                .getResultStream()
                .findFirst();
    }

    private int nextVersion(UUID campaign) {
        Integer last = database.entities()
                .createQuery("select max(s.version) from Snapshot s where s.campaignId = :campaign", Integer.class)
                .setParameter("campaign", campaign)
                .getSingleResult();
        return last == null ? 1 : last + 1;
    }

    private List<Link.View> links(UUID snapshot) {
        return snapshotLinks.of(snapshot).stream().map(Link::view).toList();
    }

    /** What is answered now and what is read back later show the same digits. */
    private static OffsetDateTime nowInMillis() {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
