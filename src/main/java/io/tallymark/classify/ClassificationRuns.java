package io.tallymark.classify;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.access.AuditTrail;
import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Ids;
import io.tallymark.campaign.Messages;
import io.tallymark.classify.ClassificationRun.Status;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Starts, stops and shows the runs over history (V10). */
@ApplicationScoped
@Transactional
public class ClassificationRuns {

    @Inject
    private Database database;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Messages messages;

    @Inject
    private Decisions decisions;

    @Inject
    private AuditTrail audit;

    /** Starts a run under the rules in force; 404 for an unknown campaign. */
    public ClassificationRun.View start(Optional<String> campaignId, boolean dryRun, String by) throws SQLException {
        Optional<UUID> campaign = campaignId.map(id -> campaigns.find(id).id());
        ClassificationRun run = new ClassificationRun(
                UuidCreator.getTimeOrderedEpoch(),
                campaign,
                dryRun,
                decisions.version(),
                messages.count(campaign),
                by,
                Instant.now());
        database.entities().persist(run);
        audit.note(
                dryRun ? "classification.previewed" : "classification.re-run",
                campaignId.orElse("all campaigns"),
                "run " + run.id() + ", rule set " + run.ruleset());
        return run.view();
    }

    public ClassificationRun.View find(String id) {
        return run(id, LockModeType.NONE).view();
    }

    /** Ends a run where it stands; what it has written stays. */
    public ClassificationRun.View stop(String id) {
        ClassificationRun run = run(id, LockModeType.PESSIMISTIC_WRITE);
        if (run.isRunning()) {
            run.end(Status.STOPPED, Instant.now());
            audit.note("classification.run-stopped", id, null);
        }
        return run.view();
    }

    /** Newest first. */
    public Page<ClassificationRun.View> list(Page.Request page) {
        UUID before = page.after(UUID::fromString).orElse(new UUID(-1, -1));
        List<ClassificationRun.View> rows = database.entities()
                .createQuery(
                        "select r from ClassificationRun r where r.id < :before order by r.id desc",
                        ClassificationRun.class)
                .setParameter("before", before)
                .setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(run -> run.view())
                .toList();
        return Page.of(rows, page.limit(), view -> view.id().toString());
    }

    private ClassificationRun run(String id, LockModeType lock) {
        ClassificationRun run = Ids.parse(id)
                .map(parsed -> database.entities().find(ClassificationRun.class, parsed, lock))
                .orElse(null);
        if (run == null) {
            throw Problem.notFound("run", id);
        }
        return run;
    }
}
