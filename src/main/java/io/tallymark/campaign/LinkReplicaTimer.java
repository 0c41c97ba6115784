package io.tallymark.campaign;

import io.tallymark.database.Database;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Keeps this node's copy of the link targets up to date. */
@Singleton
public class LinkReplicaTimer {

    private static final Logger LOG = System.getLogger("tallymark.campaign");

    @Inject
    private LinkDirectory links;

    @Inject
    private Database database;

    private boolean failed;

    /** Pulls until nothing is new; lets no exception out, because a timer that fails twice is thrown away by Payara. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everySecond() {
        try {
            while (database.available() && links.pull() > 0) {
                failed = false;
            }
            if (database.available()) {
                links.forgetRemoved();
            }
        } catch (Throwable e) {
            if (!failed) {
                LOG.log(Level.WARNING, "New links of other nodes cannot be copied for now: {0}", e.toString());
            }
            failed = true;
        }
    }

    @Schedule(hour = "3", minute = "23", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everyNight() {
        links.startOver();
        try {
            if (database.available()) {
                links.forgetOldRemovals();
            }
        } catch (Throwable e) {
            LOG.log(Level.DEBUG, "Old removals stay for another day", e);
        }
    }
}
