package io.tallymark.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/** What a sender wants to see the numbers of together. */
@Entity
@Table(name = "campaign")
public class Campaign {

    @Id
    private UUID id;

    private String name;
    private String reference;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    private boolean sample;

    protected Campaign() {}

    Campaign(UUID id, String name, String reference, OffsetDateTime createdAt, boolean sample) {
        this.id = Objects.requireNonNull(id);
        this.name = Objects.requireNonNull(name);
        this.reference = reference;
        this.createdAt = Objects.requireNonNull(createdAt);
        this.sample = sample;
    }

    UUID id() {
        return id;
    }

    View view() {
        return new View(id, name, reference, createdAt.toInstant(), sample);
    }

    /**
     * A campaign as callers see it.
     *
     * @param reference the sender's own id for it; may be null
     * @param sample whether it was invented by the product and nobody was sent anything
     */
    public record View(UUID id, String name, String reference, Instant createdAt, boolean sample) {}
}
