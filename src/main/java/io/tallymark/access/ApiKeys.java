package io.tallymark.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import io.tallymark.http.RequestBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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

    private static final int LONGEST_NAME = 200;

    @Inject
    private Database database;

    @Inject
    private AuditTrail audit;

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

    /** Makes a key and gives it away, for this once; 422 if the name cannot be used. */
    @Transactional
    public String create(String name, Right right) {
        String label = name.strip();
        if (label.isEmpty() || label.length() > LONGEST_NAME || label.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        String key = RandomText.apiKey();
        add(label, right, key);
        audit.note("api-key.created", label, right.name());
        return key;
    }

    /** Ends a key, within ten seconds on every node; 404 if there is none. */
    @Transactional
    public void revoke(UUID id) {
        ApiKey key = database.entities().find(ApiKey.class, id);
        if (key == null) {
            throw Problem.notFound("API key", id.toString());
        }
        key.revoke(OffsetDateTime.now(ZoneOffset.UTC));
        audit.note("api-key.revoked", key.view().name(), null);
    }

    @Transactional
    public Optional<ApiKey.View> find(UUID id) {
        return Optional.ofNullable(database.entities().find(ApiKey.class, id)).map(ApiKey::view);
    }

    /** The newest first. */
    @Transactional
    public Page<ApiKey.View> list(Page.Request page) {
        var after = page.after(OffsetDateTime::parse);
        var query = database.entities()
                .createQuery(
                        "select k from ApiKey k" + (after.isPresent() ? " where k.createdAt < :after" : "")
                                + " order by k.createdAt desc",
                        ApiKey.class)
                .setMaxResults(page.limit() + 1);
        after.ifPresent(time -> query.setParameter("after", time));
        List<ApiKey.View> rows = query.getResultStream().map(ApiKey::view).toList();
        return Page.of(rows, page.limit(), row -> row.createdAt().toString());
    }

    private static String hash(String key) {
        return RequestBody.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
