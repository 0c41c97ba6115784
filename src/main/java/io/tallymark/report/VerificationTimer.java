package io.tallymark.report;

import io.tallymark.database.Database;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/** Goes on every second with recounts that somebody asked for. */
@Singleton
@Startup
public class VerificationTimer {

    private static final Logger LOG = System.getLogger("tallymark.report");
    private static final Duration ROUND = Duration.ofSeconds(20);

    @Inject
    private VerificationSlices slices;

    @Inject
    private Database database;

    /** Lets no exception out: a timer that fails twice is thrown away by Payara. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everySecond() {
        Instant end = Instant.now().plus(ROUND);
        try {
            boolean more = true;
            while (more && database.available() && Instant.now().isBefore(end)) {
                more = slices.runSlice();
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A recount waits: {0}", e.toString());
            LOG.log(Level.DEBUG, "The whole story", e);
        }
    }
}
