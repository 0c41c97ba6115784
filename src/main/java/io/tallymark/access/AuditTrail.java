package io.tallymark.access;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Who changed what (A8): appended in the transaction of the change, so that neither is there without the other. */
@ApplicationScoped
public class AuditTrail {

    @Inject
    private Database database;

    @Inject
    private SignedIn signedIn;

    /**
     * Notes what the person who is signed in does, or who holds the API key of the request.
     *
     * @param action a short word of the form {@code thing.done}, as {@code user.created}
     * @param subject name or id of what it was done to
     * @param detail what else one would ask later; null if nothing. Never a secret.
     */
    @Transactional
    public void note(String action, String subject, String detail) {
        note(signedIn.actor(), action, subject, detail);
    }

    /** Notes what {@code who} did where nobody is signed in yet. */
    void note(String who, String action, String subject, String detail) {
        database.entities()
                .persist(new AuditEntry(
                        UuidCreator.getTimeOrderedEpoch(),
                        OffsetDateTime.now(ZoneOffset.UTC),
                        who,
                        action,
                        subject,
                        detail));
    }
}
