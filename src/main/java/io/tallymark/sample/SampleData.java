package io.tallymark.sample;

import io.tallymark.access.AuditTrail;
import io.tallymark.campaign.SampleMailings;
import io.tallymark.database.Database;
import io.tallymark.sample.SampleState.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Asks for sample data and for their removal, and tells how far that is; a timer does the work (SD3). */
@ApplicationScoped
@Transactional
public class SampleData {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST = 100;

    @Inject
    private Database database;

    @Inject
    private SampleMailings mailings;

    @Inject
    private AuditTrail audit;

    /** Nothing is said of them while the database does not answer: pages that must do without it ask too. */
    public SampleState state() {
        if (!database.available()) {
            return SampleState.NONE;
        }
        return find(LockModeType.NONE).map(SampleWork::state).orElse(SampleState.NONE);
    }

    /** Asks for them; nothing happens if they are there or on their way. */
    public void make(String by) {
        if (find(LockModeType.PESSIMISTIC_WRITE).isEmpty()) {
            database.entities().persist(new SampleWork(RANDOM.nextLong(), SamplePlan.steps(), by, Instant.now()));
            audit.note("sample-data.made", "sample data", null);
        }
    }

    /** Asks for their removal, also while they are being made. */
    public void remove(String by) {
        Optional<SampleWork> work = find(LockModeType.PESSIMISTIC_WRITE).filter(found -> !found.is(Task.REMOVING));
        if (work.isPresent()) {
            work.get().remove(mailings.campaigns(MOST).size(), by, Instant.now());
            audit.note("sample-data.removed", "sample data", null);
        }
    }

    private Optional<SampleWork> find(LockModeType lock) {
        return Optional.ofNullable(database.entities().find(SampleWork.class, SampleWork.ONLY, lock));
    }
}
