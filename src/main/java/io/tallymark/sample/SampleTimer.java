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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            while (database.available() && isSomethingToDo() && Instant.now().isBefore(end)) {
                steps.runStep();
                failed = false;
            }
        } catch (Throwable e) {
            LOG.log(failed ? Level.DEBUG : Level.WARNING, "Sample data wait: {0}", e.toString());
            failed = true;
            LOG.log(Level.DEBUG, "The whole story", e);
        }
    }

    /**
     * Asked by a statement, which has another use beside sparing locks: on Payara a step's entities give their connection back to
     * the timer's own transaction, and that must have had a connection before, or the step fails at its end.
     */
    private boolean isSomethingToDo() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select 1 from sample_work where task in ('MAKING', 'REMOVING')");
                ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }
}
