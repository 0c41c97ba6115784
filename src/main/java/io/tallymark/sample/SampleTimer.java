package io.tallymark.sample;

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

/** Goes on every second with sample data that somebody asked for, or asked to remove. */
@Singleton
@Startup
public class SampleTimer {

    private static final Logger LOG = System.getLogger("tallymark.sample");
    private static final Duration ROUND = Duration.ofSeconds(20);

    @Inject
    private SampleSteps steps;

    @Inject
    private Database database;

    private boolean failed;

    /** Lets no exception out: a timer that fails twice is thrown away by Payara. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everySecond() {
        Instant end = Instant.now().plus(ROUND);
        try {
            boolean more = true;
            while (more && database.available() && Instant.now().isBefore(end)) {
                more = steps.runStep();
                failed = false;
            }
        } catch (Throwable e) {
            LOG.log(failed ? Level.DEBUG : Level.WARNING, "Sample data wait: {0}", e.toString());
            failed = true;
            LOG.log(Level.DEBUG, "The whole story", e);
        }
    }
}
