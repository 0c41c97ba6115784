package io.tallymark.access;

import io.tallymark.database.Database;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Forgets old answers every hour. */
@Singleton
public class GivenAnswersTimer {

    private static final Logger LOG = System.getLogger("tallymark.access");

    private static final int KEPT_DAYS = 7;

    @Inject
    private Database database;

    @Schedule(hour = "*", minute = "17", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everyHour() {
        try {
            if (database.available()) {
                forgetOld();
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Old answers are forgotten an hour later", e);
        }
    }

    /** One statement, so it needs no transaction around it. */
    private void forgetOld() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from given_answer where created_at < ?")) {
            delete.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).minusDays(KEPT_DAYS));
            delete.executeUpdate();
        }
    }
}
