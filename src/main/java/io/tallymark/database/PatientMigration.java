package io.tallymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets a migration wait for the database as long as it takes: an index of a large table takes longer than any other statement may. The
 * connection goes back to its pool afterwards, with the patience that it had.
 */
final class PatientMigration implements Callback {

    private int before;

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE_ERROR;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                before = connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, 0);
            } else {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        } catch (SQLException e) {
            if (event != Event.AFTER_EACH_MIGRATE_ERROR) { // then it is most likely gone, and the error is what matters
                throw new FlywayException("The connection takes no other timeout", e);
            }
        }
    }

    @Override
    public String getCallbackName() {
        return "patience";
    }
}
