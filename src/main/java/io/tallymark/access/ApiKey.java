package io.tallymark.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/** A key of the API; the key itself is known to its holder only. */
@Entity
@Table(name = "api_key")
public class ApiKey {

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "rights")
    private Right right;

    @Column(name = "key_hash")
    private String keyHash;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "revoked_at")
    private OffsetDateTime revokedAt;

    @Column(name = "last_used_at")
    private OffsetDateTime lastUsedAt;

    protected ApiKey() {}

    ApiKey(UUID id, String name, Right right, String keyHash, OffsetDateTime createdAt) {
        this.id = Objects.requireNonNull(id);
        this.name = Objects.requireNonNull(name);
        this.right = Objects.requireNonNull(right);
        this.keyHash = Objects.requireNonNull(keyHash);
        this.createdAt = Objects.requireNonNull(createdAt);
    }

    /**
     * A key as administrators see it.
     *
     * @param revokedAt null while it is valid
     * @param lastUsedAt to the minute; null if it was never used
     */
    public record View(UUID id, String name, Right right, Instant createdAt, Instant lastUsedAt, Instant revokedAt) {}

    View view() {
        return new View(id, name, right, createdAt.toInstant(), instant(lastUsedAt), instant(revokedAt));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    void revoke(OffsetDateTime now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    boolean isValid() {
        return revokedAt == null;
    }

    /** Notes the use, at most once a minute, so that reading does not turn into writing. */
    void usedAt(OffsetDateTime now) {
        if (lastUsedAt == null || lastUsedAt.isBefore(now.minusMinutes(1))) {
            lastUsedAt = now;
        }
    }

    Caller caller() {
        return new Caller(id, name, right);
    }
}
