package io.tallymark.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A host under which recipients see their links. */
@Entity
@Table(name = "tracking_domain")
public class TrackingDomain {

    @Id
    private String host;

    @Column(name = "base_url")
    private String baseUrl;

    private String brand;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected TrackingDomain() {}

    TrackingDomain(String host) {
        this.host = host;
        this.createdAt = OffsetDateTime.now(ZoneOffset.UTC);
    }

    void describe(String newBaseUrl, String newBrand) {
        this.baseUrl = newBaseUrl;
        this.brand = newBrand;
    }

    String baseUrl() {
        return baseUrl;
    }

    View view() {
        return new View(host, baseUrl, brand, createdAt.toInstant());
    }

    /**
     * A tracking domain as callers see it.
     *
     * @param brand name that its recipients know; may be null
     */
    public record View(String host, String baseUrl, String brand, Instant createdAt) {}
}
