package io.tallymark.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One immutable version of what a campaign sent (C1). */
@Entity
@Table(name = "snapshot")
public class Snapshot {

    @Id
    private UUID id;

    @Column(name = "campaign_id")
    private UUID campaignId;

    private int version;
    private String subject;
    private String sender;

    @Column(name = "template_id")
    private String templateId;

    @Column(name = "template_version")
    private String templateVersion;

    @Column(name = "tracking_domain")
    private String trackingDomain;

    @Column(name = "base_url")
    private String baseUrl;

    @Column(name = "sent_at")
    private OffsetDateTime sentAt;

    private String html;

    @Column(name = "plain_text")
    private String text;

    @Enumerated(EnumType.STRING)
    private Policy opens;

    @Enumerated(EnumType.STRING)
    private Policy clicks;

    @Column(name = "text_links")
    private boolean textLinks;

    private String sha256;

    /** One a line. */
    private String warnings;

    /** One a line. */
    @Column(name = "unsubscribe_targets")
    private String unsubscribeTargets;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected Snapshot() {}

    Snapshot(
            UUID id,
            UUID campaignId,
            int version,
            SnapshotContent content,
            String host,
            String baseUrl,
            List<String> warnings) {
        this.id = id;
        this.campaignId = campaignId;
        this.version = version;
        this.subject = content.subject();
        this.sender = content.sender();
        this.templateId = content.templateId().orElse(null);
        this.templateVersion = content.templateVersion().orElse(null);
        this.trackingDomain = host;
        this.baseUrl = baseUrl;
        this.sentAt =
                content.sentAt().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null);
        this.html = content.html().orElse(null);
        this.text = content.text().orElse(null);
        this.opens = content.tracking().opens();
        this.clicks = content.tracking().clicks();
        this.textLinks = content.tracking().textLinks();
        this.sha256 = content.sha256();
        this.warnings = String.join("\n", warnings);
        this.unsubscribeTargets = String.join("\n", content.unsubscribeTargets());
        this.createdAt = OffsetDateTime.now(ZoneOffset.UTC);
    }

    UUID id() {
        return id;
    }

    UUID campaignId() {
        return campaignId;
    }

    String trackingDomain() {
        return trackingDomain;
    }

    String baseUrl() {
        return baseUrl;
    }

    Optional<Instant> sentAt() {
        return Optional.ofNullable(sentAt).map(OffsetDateTime::toInstant);
    }

    Optional<String> html() {
        return Optional.ofNullable(html);
    }

    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    Tracking tracking() {
        return new Tracking(opens, clicks, textLinks);
    }

    /** Addresses of the {@code List-Unsubscribe} header of the message that it was made of. */
    Set<String> unsubscribeTargets() {
        return unsubscribeTargets.lines().collect(Collectors.toSet());
    }

    View view(List<Link.View> links) {
        return new View(
                id,
                campaignId,
                version,
                subject,
                sender,
                templateId,
                templateVersion,
                trackingDomain,
                sentAt().orElse(null),
                html,
                text,
                tracking(),
                sha256.strip(),
                links,
                warnings.isEmpty() ? List.of() : List.of(warnings.split("\n")),
                createdAt.toInstant());
    }

    /** Which version a snapshot is, without its content. */
    public record Version(UUID id, int version, String subject, Instant createdAt) {}

    /**
     * A snapshot as callers see it; what the sender did not give is null.
     *
     * @param version counts from 1 within the campaign
     * @param sha256 hash of the content, see {@link SnapshotContent#sha256()}
     */
    public record View(
            UUID id,
            UUID campaignId,
            int version,
            String subject,
            String sender,
            String templateId,
            String templateVersion,
            String trackingDomain,
            Instant sentAt,
            String html,
            String text,
            Tracking tracking,
            String sha256,
            List<Link.View> links,
            List<String> warnings,
            Instant createdAt) {}
}
