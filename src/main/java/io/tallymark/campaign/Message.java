package io.tallymark.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** One message to one recipient, of whom the sender's own id is known and, hashed, the address (C3). */
@Entity
@Table(name = "message")
public class Message {

    @Id
    private UUID id;

    @Column(name = "snapshot_id")
    private UUID snapshotId;

    @Column(name = "campaign_id")
    private UUID campaignId;

    private String recipient;

    @Column(name = "address_hash")
    private String addressHash;

    @Column(name = "domain_hash")
    private String domainHash;

    @Column(name = "sent_at")
    private OffsetDateTime sentAt;

    @Column(name = "internal_test")
    private boolean internalTest;

    @Enumerated(EnumType.STRING)
    private Policy opens;

    @Enumerated(EnumType.STRING)
    private Policy clicks;

    @Column(name = "key_id")
    private int keyId;

    @Column(name = "expires_on")
    private LocalDate expiresOn;

    /** 0: not known. */
    @Column(name = "tracked_links")
    private int trackedLinks;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected Message() {}

    Message(
            UUID id,
            Snapshot snapshot,
            NewMessage given,
            AddressHash addresses,
            Instant now,
            int keyId,
            int lifetimeDays,
            int trackedLinks) {
        Instant sent = given.sentAt().or(snapshot::sentAt).orElse(now);
        this.id = id;
        this.snapshotId = snapshot.id();
        this.campaignId = snapshot.campaignId();
        this.recipient = given.recipient();
        this.addressHash = given.address().map(addresses::ofAddress).orElse(null);
        this.domainHash = given.address().map(addresses::ofDomain).orElse(null);
        this.sentAt = sent.atOffset(ZoneOffset.UTC);
        this.internalTest = given.internalTest();
        this.opens = given.opens().orStricter(snapshot.tracking().opens());
        this.clicks = given.clicks().orStricter(snapshot.tracking().clicks());
        this.keyId = keyId;
        this.expiresOn = LocalDate.ofInstant(sent.isAfter(now) ? sent : now, ZoneOffset.UTC)
                .plusDays(lifetimeDays);
        this.trackedLinks = clicks == Policy.OFF ? 0 : trackedLinks;
        this.createdAt = now.atOffset(ZoneOffset.UTC);
    }

    UUID id() {
        return id;
    }

    Policy opens() {
        return opens;
    }

    Policy clicks() {
        return clicks;
    }

    int keyId() {
        return keyId;
    }

    LocalDate expiresOn() {
        return expiresOn;
    }

    boolean isInternalTest() {
        return internalTest;
    }

    View view() {
        return new View(
                id, campaignId, snapshotId, recipient, sentAt.toInstant(), internalTest, opens, clicks, expiresOn);
    }

    Facts facts() {
        return new Facts(
                id,
                campaignId,
                snapshotId,
                recipient,
                sentAt.toInstant(),
                internalTest,
                addressHash,
                domainHash,
                trackedLinks);
    }

    /**
     * What the judgement of a message's events needs to know of it.
     *
     * @param addressHash see {@link Addresses}; null if the sender gave no address, like {@code domainHash}
     * @param trackedLinks how many links it was sent with that are tracked; 0 if not known
     */
    public record Facts(
            UUID id,
            UUID campaignId,
            UUID snapshotId,
            String recipient,
            Instant sentAt,
            boolean internalTest,
            String addressHash,
            String domainHash,
            int trackedLinks) {}

    /**
     * A message as other capabilities see it.
     *
     * @param expiresOn from this day on its pixel and links are answered, but no longer recorded
     */
    public record View(
            UUID id,
            UUID campaignId,
            UUID snapshotId,
            String recipient,
            Instant sentAt,
            boolean internalTest,
            Policy opens,
            Policy clicks,
            LocalDate expiresOn) {}
}
