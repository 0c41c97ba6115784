package io.tallymark.event;

import io.tallymark.database.Database;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** Every minute forgets and shortens what is due. */
@Singleton
public class RetentionTimer {

    private static final Logger LOG = System.getLogger("tallymark.event");
    private static final long WORK_SECONDS = 40;

    @Inject
    private Retention retention;

    @Inject
    private Database database;

    /** Lets no exception out: a timer that fails twice is thrown away by Payara. */
    @Schedule(hour = "*", minute = "*", second = "15", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everyMinute() {
        Instant now = Instant.now();
        try {
            int done = 1;
            while (done > 0 && database.available() && Instant.now().isBefore(now.plusSeconds(WORK_SECONDS))) {
                done = retention.forgetSlice(now) + retention.shortenSlice(now);
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Old events are forgotten a minute later: {0}", e.toString());
        }
    }
}
