package io.tallymark.classify;

import io.tallymark.database.Database;
import io.tallymark.event.Traffic;
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
import java.util.List;

/**
 * Decides every second what waits, and between that goes on with runs over history. On every node: lanes keep them apart, and what one
 * leaves, the next takes up.
 */
@Singleton
@Startup
public class ClassificationTimer {

    private static final Logger LOG = System.getLogger("tallymark.classify");
    private static final int SLICE = 3_000;
    /** While readers come in fast: short, so that a rest begins soon. */
    private static final int SHORT_SLICE = 200;

    private static final Duration ROUND = Duration.ofSeconds(20);
    /** So many requests a second and core want the machine for themselves. */
    private static final long FAST_PER_CORE = 500;

    private static final int RESTS_TIMES = 9;
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    @Inject
    private Classification classification;

    @Inject
    private RunSlices runs;

    @Inject
    private ClassificationProgress progress;

    @Inject
    private Database database;

    @Inject
    private Traffic traffic;

    private Instant restsUntil = Instant.EPOCH;
    private boolean failed;
    private boolean runFailed;

    /** Lets no exception out: a timer that fails twice is thrown away by Payara. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everySecond() {
        Instant end = Instant.now().plus(ROUND);
        try {
            boolean more = true;
            while (more && database.available() && Instant.now().isBefore(end) && !rests()) {
                Instant began = Instant.now();
                boolean waiting = decideWaiting(end);
                boolean running = goOnWithRuns();
                more = waiting || running;
                failed = false;
                rest(Duration.between(began, Instant.now()));
            }
        } catch (Throwable e) {
            if (!failed) {
                LOG.log(Level.WARNING, "Events wait for their verdicts: {0}", e.toString());
                LOG.log(Level.DEBUG, "The whole story", e);
            }
            failed = true;
        }
        look();
    }

    /** Readers come first: while their requests come in fast, the machine is theirs (E8). */
    private boolean rests() {
        return Instant.now().isBefore(restsUntil) && traffic.perCore() > FAST_PER_CORE;
    }

    private void rest(Duration worked) {
        Duration rest = worked.multipliedBy(RESTS_TIMES);
        restsUntil = Instant.now().plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
    }

    /** Also after a failure: that is when the lag matters. */
    private void look() {
        try {
            if (database.available()) {
                progress.look();
            }
        } catch (Throwable e) {
            LOG.log(Level.DEBUG, "How far the verdicts are behind cannot be told", e);
        }
    }

    /** A run that fails must not keep new events from their verdicts. */
    private boolean goOnWithRuns() {
        try {
            boolean more = runs.runSlice();
            runFailed = false;
            return more;
        } catch (Exception e) {
            if (!runFailed) {
                LOG.log(Level.WARNING, "A run over history stands still and is tried again every second", e);
            }
            runFailed = true;
            return false;
        }
    }

    /**
     * One slice after another, not several at once: messages that were sent together are decided best together, and two slices at once
     * were slower, because each had to tell the other's messages of its clicks.
     */
    private boolean decideWaiting(Instant end) throws Exception {
        List<Integer> lanes = progress.dueLanes();
        if (lanes.isEmpty()) {
            return false;
        }
        try {
            Classification.Slice slice = slice(lanes);
            progress.decided(slice.events());
            return slice.tickets() > 0;
        } catch (Exception e) {
            if (!database.available()) {
                throw e;
            }
            LOG.log(Level.WARNING, "A slice failed; its messages are decided one by one", e);
            for (int lane : lanes) {
                oneByOne(lane, end);
            }
            return true;
        }
    }

    /** Once more if it fails, because two nodes that met at one row do not meet there twice. */
    private Classification.Slice slice(List<Integer> lanes) throws Exception {
        int size = traffic.perCore() > FAST_PER_CORE ? SHORT_SLICE : SLICE;
        try {
            return classification.runSlice(lanes, size);
        } catch (Exception e) {
            if (!database.available()) {
                throw e;
            }
            return classification.runSlice(lanes, size);
        }
    }

    /** Finds the message that stops a slice and puts it off, so that it stops nothing else. */
    private void oneByOne(int lane, Instant end) throws Exception {
        for (int i = 0; i < SLICE && database.available() && Instant.now().isBefore(end); i++) {
            try {
                if (classification.runSlice(List.of(lane), 1).tickets() == 0) {
                    return;
                }
            } catch (Exception e) {
                classification.postponeFirst(lane);
            }
        }
    }
}
