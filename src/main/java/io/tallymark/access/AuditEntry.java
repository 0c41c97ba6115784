package io.tallymark.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/** One line of the audit trail. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_NAME = 100;

    @Id
    private UUID id;

    @Column(name = "at")
    private OffsetDateTime at;

    private String who;

    private String action;

    private String subject;

    private String detail;

    protected AuditEntry() {}

    AuditEntry(UUID id, OffsetDateTime at, String who, String action, String subject, String detail) {
        this.id = Objects.requireNonNull(id);
        this.at = Objects.requireNonNull(at);
        this.who = cut(who, LONGEST_NAME);
        this.action = Objects.requireNonNull(action);
        this.subject = cut(subject, LONGEST_SUBJECT);
        this.detail = detail;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /**
     * @param who name of the person, {@code API key} and its name, or {@code system}
     * @param action a word of {@link AuditTrail}'s vocabulary, as {@code user.created}
     * @param detail null when there is nothing to add
     */
    public record View(UUID id, Instant at, String who, String action, String subject, String detail) {}

    View view() {
        return new View(id, at.toInstant(), who, action, subject, detail);
    }
}
