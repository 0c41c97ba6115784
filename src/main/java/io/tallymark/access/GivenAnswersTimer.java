package io.tallymark.access;

import io.tallymark.database.Database;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Forgets old answers every hour. */
@Singleton
public class GivenAnswersTimer {

    private static final Logger LOG = System.getLogger("tallymark.access");

    @Inject
    private GivenAnswers answers;

    @Inject
    private Database database;

    @Schedule(hour = "*", minute = "17", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void everyHour() {
        try {
            if (database.available()) {
                answers.forgetOld();
            }
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Old answers are forgotten an hour later", e);
        }
    }
}
