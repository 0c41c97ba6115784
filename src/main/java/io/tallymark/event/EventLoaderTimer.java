package io.tallymark.event;

import io.tallymark.database.Database;
import io.tallymark.journal.Journal;
import io.tallymark.journal.JournalStatus;
import io.tallymark.settings.Settings;
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

/** Loads the journal every second until nothing is left, and lets the journal forget what has been loaded long enough. */
@Singleton
@Startup
public class EventLoaderTimer {

    private static final Logger LOG = System.getLogger("tallymark.event");
    /** Requests per second and core beyond which answering takes what the loader would need (measured, see the README). */
    private static final long HIGH_PER_CORE = 8_000;

    private static final long LARGE_BACKLOG = 2_000_000;

    @Inject
    private EventLoader loader;

    @Inject
    private Journal journal;

    @Inject
    private Database database;

    @Inject
    private Settings settings;

    @Inject
    private Traffic traffic;

    private boolean failed;

    /** Lets no exception out: a timer that fails twice is thrown away by Payara. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everySecond() {
        try {
            boolean more = true;
            while (more && database.available() && !isHighTide()) {
                EventLoader.Slice slice = loader.loadSlice();
                journal.loaded(slice.position());
                more = slice.isFull();
                failed = false;
            }
        } catch (Throwable e) {
            if (!failed) {
                LOG.log(Level.WARNING, "Events wait in the journal until they can be loaded: {0}", e.toString());
                LOG.log(Level.DEBUG, "The whole story", e);
            }
            failed = true;
        }
    }

    /** The journal holds what waits in favour of readers; only when that has become a lot does loading go on regardless. */
    private boolean isHighTide() {
        JournalStatus status = journal.status();
        return traffic.perCore() > HIGH_PER_CORE && status.lastPosition() - status.loadedPosition() < LARGE_BACKLOG;
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everyMinute() {
        try {
            journal.forget(
                    Instant.now().minus(Duration.ofHours(settings.journal().keepHours())));
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "The journal forgets a minute later", e);
        }
    }
}
