package io.tallymark.access;

import io.tallymark.database.Database;
import io.tallymark.database.SchemaReady;
import io.tallymark.settings.Secret;
import io.tallymark.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Makes the first administrator and the first API key when the database has neither (A3). */
@Stateless
public class FirstStart {

    private static final Logger LOG = System.getLogger("tallymark");
    private static final String ADMIN = "admin";
    private static final int SHORTEST_SAFE_KEY = 27;

    @Inject
    private Database database;

    @Inject
    private Settings settings;

    @Inject
    private ApiKeys keys;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void schemaReady(@Observes SchemaReady ready) {
        StringBuilder printed = new StringBuilder();
        if (count("select count(u) from User u") == 0) {
            addAdministrator(printed);
        }
        if (count("select count(k) from ApiKey k") == 0) {
            addKey(printed);
        }
        if (!printed.isEmpty()) {
            LOG.log(Level.INFO, "First start. Keep these, they are not shown again:{0}", printed);
        }
        LOG.log(
                Level.INFO,
                "Tallymark is ready: tracking on {0}, API on {0}/api/v1, dashboard on {0}/dashboard/",
                settings.baseUrl());
    }

    private void addAdministrator(StringBuilder printed) {
        Optional<Secret> chosen = settings.bootstrap().password();
        String password = chosen.map(Secret::reveal).orElseGet(RandomText::password);
        database.entities()
                .persist(new User(
                        ADMIN,
                        Role.ADMINISTRATOR,
                        PasswordHash.of(password),
                        chosen.isEmpty(),
                        OffsetDateTime.now(ZoneOffset.UTC)));
        if (chosen.isEmpty()) {
            printed.append("\n  user     ")
                    .append(ADMIN)
                    .append("\n  password ")
                    .append(password);
        }
    }

    private void addKey(StringBuilder printed) {
        Optional<Secret> chosen = settings.bootstrap().apiKey();
        String key = chosen.map(Secret::reveal).orElseGet(RandomText::apiKey);
        if (key.length() < SHORTEST_SAFE_KEY) {
            LOG.log(
                    Level.WARNING,
                    "tallymark.bootstrap.api-key is short enough to be guessed; use 27 random characters or more");
        }
        keys.add("first key", Right.ADMIN, key);
        if (chosen.isEmpty()) {
            printed.append("\n  API key  ").append(key);
        }
    }

    private long count(String query) {
        return database.entities().createQuery(query, Long.class).getSingleResult();
    }
}
