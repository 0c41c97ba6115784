package io.tallymark.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tallymark.database.Database;
import io.tallymark.http.RequestBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The API keys of this installation. */
@ApplicationScoped
public class ApiKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Cache<String, Optional<Caller>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    @Inject
    private Database database;

    /**
     * Who holds this key, if it is a valid one. Remembered for ten seconds, which is how long a revoked key may still work on
     * other nodes.
     */
    @Transactional
    public Optional<Caller> holder(String key) {
        String hash = hash(key);
        Optional<Caller> caller = known.getIfPresent(hash);
        if (caller == null) {
            caller = find(hash);
            known.put(hash, caller);
        }
        return caller;
    }

    private Optional<Caller> find(String hash) {
        return database.entities()
                .createQuery("select k from ApiKey k where k.keyHash = :hash", ApiKey.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst()
                .filter(ApiKey::isValid)
                .map(key -> {
                    key.usedAt(OffsetDateTime.now(ZoneOffset.UTC));
                    return key.caller();
                });
    }

    /** Adds a key; only its hash is kept. */
    @Transactional
    public void add(String name, Right right, String key) {
        database.entities()
                .persist(new ApiKey(UUID.randomUUID(), name, right, hash(key), OffsetDateTime.now(ZoneOffset.UTC)));
    }

    private static String hash(String key) {
        return RequestBody.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
