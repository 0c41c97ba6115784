package io.tallymark.database;

import io.tallymark.settings.Settings;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings the schema up to date after the start, as often as it takes, and then asks the database every second whether it answers. Nothing
 * of that happens while the application starts: a large table may take minutes, and readers are served meanwhile (D2).
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class DatabaseTimer {

    private static final Logger LOG = System.getLogger("tallymark.database");
    private static final int PING_SECONDS = 2;
    private static final int PATIENCE = 5;

    @Inject
    private Database database;

    @Inject
    private Settings settings;

    @Inject
    private Event<SchemaReady> schemaReady;

    private String lastFault = "";
    private int failures;

    /** Every second while all is well; during a longer outage every fifth, because servers log each attempt at length. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void everySecond() {
        boolean longOutage = failures > PATIENCE && failures % PATIENCE != 0;
        if (longOutage) {
            failures++;
        } else {
            check();
        }
    }

    /** Lets no exception out: a timer that fails twice is thrown away by Payara. */
    private void check() {
        try {
            if (database.isMigrated()) {
                ping();
            } else {
                migrate();
            }
            failures = 0;
            if (!lastFault.isEmpty()) {
                LOG.log(Level.INFO, "The database answers.");
                lastFault = "";
            }
        } catch (Throwable e) {
            failures++;
            database.failed();
            tellOnce(e);
        }
    }

    /** A real statement: only an error on it makes WildFly throw a dead connection out of the pool. */
    private void ping() throws SQLException {
        database.asked();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PING_SECONDS);
            statement.execute("select 1");
            database.answered();
        }
    }

    private void migrate() throws SQLException {
        Migrations.of(database.dataSource()).load().migrate();
        schemaReady.fire(new SchemaReady());
        database.migrated();
    }

    private void tellOnce(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String fault = root.getClass().getSimpleName() + ": " + root.getMessage();
        if (!fault.equals(lastFault)) {
            String where = settings.database().url().isPresent() ? "PostgreSQL" : "the embedded database";
            LOG.log(Level.WARNING, "{0} does not answer, tried again every few seconds: {1}", where, fault);
            LOG.log(Level.DEBUG, "The whole story", e);
            lastFault = fault;
        }
    }
}
