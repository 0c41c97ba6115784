package io.tallymark.report;

import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Snapshot;
import io.tallymark.classify.VerdictStore;
import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.report.CampaignReport.Sent;
import io.tallymark.report.CampaignReport.TrackingOff;
import io.tallymark.report.Comparison.Difference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happened to what was sent, in numbers: of a campaign, of a snapshot, of two side by side. */
@ApplicationScoped
@Transactional
public class Reports {

    @Inject
    private Database database;

    @Inject
    private Campaigns campaigns;

    @Inject
    private VerdictStore verdicts;

    /** What a report is about: a campaign that there is, and one of its snapshots if one is named; 404, 422 if there is not. */
    public Subject subject(String campaign, Optional<String> snapshot) {
        UUID id = campaigns.find(campaign).id();
        return new Subject(id, snapshot.map(given -> snapshotOf(id, given)));
    }

    /** The campaign or the snapshot with this id; 404 if it is none. */
    public Subject subject(String campaignOrSnapshot) {
        return campaigns
                .lookUp(campaignOrSnapshot)
                .map(campaign -> new Subject(campaign.id(), Optional.empty()))
                .orElseGet(() -> {
                    Snapshot.View snapshot = campaigns.findSnapshot(campaignOrSnapshot);
                    return new Subject(snapshot.campaignId(), Optional.of(snapshot.id()));
                });
    }

    /** How many messages wait for a decision now; counting stops at some thousands, when it says that there are at least so many. */
    public Waiting waiting() throws SQLException {
        try (Connection connection = database.connection()) {
            return Pending.waiting(connection);
        }
    }

    /** @param isMinimum whether counting stopped */
    public record Waiting(long messages, boolean isMinimum) {}

    private UUID snapshotOf(UUID campaign, String given) {
        Snapshot.View snapshot = campaigns.findSnapshot(given);
        if (!snapshot.campaignId().equals(campaign)) {
            throw Problem.invalid("snapshot", "is not one of this campaign");
        }
        return snapshot.id();
    }

    /** The campaign's report, or that of one of its snapshots. */
    public CampaignReport report(Subject subject) throws SQLException {
        try (Connection connection = database.connection()) {
            return report(connection, subject, Instant.now(), sent(connection, subject), numbers(connection, subject));
        }
    }

    /** Two campaigns, or two snapshots, and the second minus the first. */
    public Comparison compare(Subject first, Subject second) throws SQLException {
        try (Connection connection = database.connection()) {
            Instant now = Instant.now();
            Sent sentA = sent(connection, first);
            Sent sentB = sent(connection, second);
            ScopeNumbers.Numbers a = numbers(connection, first);
            ScopeNumbers.Numbers b = numbers(connection, second);
            Counts counts = b.counts().minus(a.counts());
            Uniques uniques = b.uniques().minus(a.uniques());
            return new Comparison(
                    report(connection, first, now, sentA, a),
                    report(connection, second, now, sentB, b),
                    new Difference(sentB.sent() - sentA.sent(), Opens.of(counts, uniques), Clicks.of(counts, uniques)));
        }
    }

    private static Sent sent(Connection connection, Subject subject) throws SQLException {
        return new ScopeNumbers(connection).sent(subject.column(), subject.id());
    }

    private static ScopeNumbers.Numbers numbers(Connection connection, Subject subject) throws SQLException {
        return new ScopeNumbers(connection).of(Scope.of(subject.id()));
    }

    private CampaignReport report(
            Connection connection, Subject subject, Instant now, Sent sent, ScopeNumbers.Numbers numbers)
            throws SQLException {
        Pending pending = Pending.of(connection, subject.column(), subject.id(), now);
        return new CampaignReport(
                subject.campaign(),
                subject.snapshot().orElse(null),
                now,
                verdicts.ruleset(),
                pending.events(),
                pending.isMinimum(),
                sent.sent(),
                TrackingOff.of(sent),
                Opens.of(numbers.counts(), numbers.uniques()),
                Clicks.of(numbers.counts(), numbers.uniques()),
                numbers.span().first(),
                numbers.span().last(),
                new ScopeNumbers(connection).lastHuman(subject.column(), subject.id()));
    }
}
