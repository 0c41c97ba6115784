package io.tallymark.database;

import io.tallymark.http.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells the health pages whether the database answers. */
@ApplicationScoped
public class DatabaseProbe implements Probe {

    @Inject
    private Database database;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Health health() {
        return database.available()
                ? new Health(true, Map.of())
                : new Health(
                        false, Map.of("migrated", database.isMigrated(), "silentSeconds", database.silentSeconds()));
    }
}
