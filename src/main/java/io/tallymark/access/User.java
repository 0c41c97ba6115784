package io.tallymark.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A person who signs in to the dashboard. */
@Entity
@Table(name = "app_user")
public class User {

    private static final int FAILURES_BEFORE_LOCK = 5;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(15);
    private static final int LONGEST_DOUBLING = 4;

    @Id
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "must_change_password")
    private boolean mustChangePassword;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    private boolean disabled;

    private int failures;

    @Column(name = "locked_until")
    private OffsetDateTime lockedUntil;

    @Column(name = "last_sign_in_at")
    private OffsetDateTime lastSignInAt;

    @Column(name = "sessions_valid_from")
    private OffsetDateTime sessionsValidFrom;

    @Column(name = "oidc_subject")
    private String oidcSubject;

    private String language;

    @Column(name = "time_zone")
    private String timeZone;

    @Enumerated(EnumType.STRING)
    private Theme theme = Theme.SYSTEM;

    protected User() {}

    /**
     * @param name in lower case
     * @param mustChangePassword whether somebody else knows the password
     */
    User(String name, Role role, String passwordHash, boolean mustChangePassword, OffsetDateTime now) {
        this.name = Objects.requireNonNull(name);
        this.role = Objects.requireNonNull(role);
        this.passwordHash = passwordHash;
        this.mustChangePassword = mustChangePassword;
        this.createdAt = Objects.requireNonNull(now);
    }

    /** A person as the rest of the product sees them. */
    public record View(
            String name,
            Role role,
            boolean mustChangePassword,
            boolean hasPassword,
            boolean disabled,
            Instant createdAt,
            Optional<Instant> lockedUntil,
            Optional<Instant> lastSignInAt,
            Optional<Locale> language,
            Optional<ZoneId> timeZone,
            Theme theme) {

        static View unasked(String name, Instant since) {
            return new View(
                    name,
                    Role.ANALYST,
                    false,
                    true,
                    false,
                    since,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Theme.SYSTEM);
        }

        /** Whether failures have closed it for a while. */
        public boolean isLocked() {
            return lockedUntil.filter(until -> until.isAfter(Instant.now())).isPresent();
        }

        public boolean isAdministrator() {
            return role == Role.ADMINISTRATOR;
        }
    }

    View view() {
        return new View(
                name,
                role,
                mustChangePassword,
                passwordHash != null,
                disabled,
                createdAt.toInstant(),
                instant(lockedUntil),
                instant(lastSignInAt),
                Optional.ofNullable(language).map(Locale::forLanguageTag),
                Optional.ofNullable(timeZone).map(ZoneId::of),
                theme);
    }

    private static Optional<Instant> instant(OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    String name() {
        return name;
    }

    Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    boolean isLocked(OffsetDateTime now) {
        return lockedUntil != null && lockedUntil.isAfter(now);
    }

    /** Whether a session that began at {@code since} still counts. */
    boolean allows(Instant since) {
        return !disabled && (sessionsValidFrom == null || !since.isBefore(sessionsValidFrom.toInstant()));
    }

    void signedIn(OffsetDateTime now) {
        failures = 0;
        lockedUntil = null;
        lastSignInAt = now;
    }

    /** Counts a wrong password; the fifth locks for 15 minutes, each further one twice as long, up to 4 hours. True if locked now. */
    boolean failed(OffsetDateTime now) {
        failures++;
        if (failures < FAILURES_BEFORE_LOCK) {
            return false;
        }
        int doubled = Math.min(failures - FAILURES_BEFORE_LOCK, LONGEST_DOUBLING);
        lockedUntil = now.plus(FIRST_LOCK.multipliedBy(1L << doubled));
        return true;
    }

    /** A new password; sessions that began before {@code now} end. */
    void changePassword(String hash, boolean mustChange, OffsetDateTime now) {
        passwordHash = Objects.requireNonNull(hash);
        mustChangePassword = mustChange;
        sessionsValidFrom = now;
        unlock();
    }

    /** Links the account to one of an OpenID Connect provider, which then says who may sign in, and as what. */
    User signsInBy(String subject) {
        oidcSubject = Objects.requireNonNull(subject);
        return this;
    }

    Role role() {
        return role;
    }

    void changeRole(Role wanted) {
        role = Objects.requireNonNull(wanted);
    }

    /** Ends the sessions, too. */
    void disable(OffsetDateTime now) {
        disabled = true;
        sessionsValidFrom = now;
    }

    void enable() {
        disabled = false;
    }

    void unlock() {
        failures = 0;
        lockedUntil = null;
    }

    boolean isDisabled() {
        return disabled;
    }

    void prefer(Optional<Locale> wanted) {
        language = wanted.map(Locale::toLanguageTag).orElse(null);
    }

    void prefer(ZoneId zone) {
        timeZone = zone == null ? null : zone.getId();
    }

    void prefer(Theme wanted) {
        theme = Objects.requireNonNull(wanted);
    }
}
