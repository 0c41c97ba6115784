package io.tallymark.classify;

import io.tallymark.campaign.Messages;
import io.tallymark.classify.ClassificationRun.Change;
import io.tallymark.classify.ClassificationRun.Status;
import io.tallymark.database.Database;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Does the work of runs (V10): a slice of messages a transaction, its verdicts, its changes and its place in one; so a run goes on
 * after a restart, on any node, and no report sees half a message.
 */
@Stateless
public class RunSlices {

    private static final int SLICE = 500;

    @Inject
    private Database database;

    @Inject
    private Decisions decisions;

    @Inject
    private Messages messages;

    @Inject
    private VerdictStore verdicts;

    /** Goes on with the oldest run; false if there is none or it is done. Two nodes take turns at it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean runSlice() throws SQLException {
        Optional<ClassificationRun> oldest = oldest();
        if (oldest.isEmpty()) {
            return false;
        }
        ClassificationRun run = oldest.get();
        Instant now = Instant.now();
        List<UUID> next = messages.after(run.campaign(), run.lastMessage(), SLICE);
        if (next.isEmpty()) {
            run.end(Status.DONE, now);
            return false;
        }
        if (!run.isDryRun()) {
            verdicts.holdAllLanes();
        }
        decide(run, decisions.affordable(next), now);
        return true;
    }

    private Optional<ClassificationRun> oldest() {
        Optional<ClassificationRun> oldest = database.entities()
                .createQuery(
                        "select r from ClassificationRun r where r.status = :running order by r.id",
                        ClassificationRun.class)
                .setParameter("running", Status.RUNNING)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        oldest.ifPresent(run -> database.entities().refresh(run, LockModeType.PESSIMISTIC_WRITE));
        return oldest.filter(ClassificationRun::isRunning); // it may have ended while this node waited for it
    }

    private void decide(ClassificationRun run, List<UUID> next, Instant now) throws SQLException {
        Map<Change, Long> changes = new HashMap<>();
        int events = 0;
        Decisions.Slice slice = decisions.decide(next);
        if (!slice.ruleSet().version().equals(run.ruleset())) {
            run.end(Status.OUTDATED, now);
            return;
        }
        for (Decisions.Decision decision : slice.of()) {
            events += decision.verdicts().size();
            for (Verdict verdict : decision.verdicts()) {
                StoredVerdict before = decision.before().get(verdict.eventId());
                EventClass from = before == null ? EventClass.UNDECIDED : before.eventClass();
                if (from != verdict.eventClass()) {
                    changes.merge(new Change(from.name(), verdict.eventClass().name(), 0), 1L, Long::sum);
                }
            }
        }
        if (!run.isDryRun()) {
            // a first verdict changes those around it, so it is left to the way that tells them
            verdicts.store(slice.known(), VerdictStore.FIRST_LANE, now);
            verdicts.decideSoon(slice.news());
        }
        List<Change> counted = changes.entrySet().stream()
                .map(change ->
                        new Change(change.getKey().from(), change.getKey().to(), change.getValue()))
                .toList();
        run.advance(next.get(next.size() - 1), next.size(), events, counted);
    }
}
