package io.tallymark.access;

import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The people who may sign in, and what they prefer. */
@ApplicationScoped
@Transactional
public class Users {

    /** Fewest characters of a password (A6). */
    public static final int SHORTEST_PASSWORD = 12;

    /** Most, so that nobody makes us hash a book. */
    static final int LONGEST_PASSWORD = 200;

    @Inject
    private Database database;

    @Inject
    private AuditTrail audit;

    /** The person of a session that began at {@code since}; empty if it does not count any more. */
    Optional<User.View> ofSession(String name, Instant since) {
        return Optional.ofNullable(database.entities().find(User.class, name))
                .filter(user -> user.allows(since))
                .map(User::view);
    }

    /** The stored hash of a person's password. */
    Optional<String> passwordHash(String name) {
        return Optional.ofNullable(database.entities().find(User.class, name)).flatMap(User::passwordHash);
    }

    /** Counts an attempt to sign in, one after the other, so that many at once get no further than many in a row. */
    boolean attempted(String name, boolean passwordIsRight) {
        User user = database.entities().find(User.class, name, LockModeType.PESSIMISTIC_WRITE);
        OffsetDateTime now = now();
        if (user == null || user.isLocked(now) || !user.allows(now.toInstant())) {
            return false;
        }
        if (passwordIsRight) {
            user.signedIn(now);
            audit.note(name, "sign-in", name, null);
        } else {
            boolean locked = user.failed(now);
            audit.note(name, locked ? "sign-in.locked" : "sign-in.failed", name, null);
        }
        return passwordIsRight;
    }

    /**
     * The name of the person whom a provider vouches for, who is made if they are new; their role is what the provider says now. Empty if
     * they are disabled here.
     *
     * @param names what they might be called; the first that nobody has is taken
     */
    Optional<String> ofProvider(String subject, List<String> names, Role role) {
        User user = database.entities()
                .createQuery("select u from User u where u.oidcSubject = :subject", User.class)
                .setParameter("subject", subject)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElseGet(() -> made(subject, names, role));
        if (user.isDisabled()) {
            return Optional.empty();
        }
        if (user.role() != role) {
            audit.note(user.name(), "user.role-changed", user.name(), user.role() + " > " + role + ", by the provider");
            user.changeRole(role);
        }
        user.signedIn(now());
        audit.note(user.name(), "sign-in", user.name(), "by the provider");
        return Optional.of(user.name());
    }

    private User made(String subject, List<String> names, Role role) {
        String name = names.stream()
                .filter(each -> database.entities().find(User.class, each) == null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("All of " + names + " are taken"));
        User user = new User(name, role, null, false, now()).signsInBy(subject);
        database.entities().persist(user);
        audit.note(name, "user.created", name, role + ", by the provider");
        return user;
    }

    /** Replaces a person's own password; 422 names {@code password} if it is not good enough. All their sessions end. */
    public void changePassword(String name, String password) {
        checkPassword(name, password);
        User user = database.entities().find(User.class, name, LockModeType.PESSIMISTIC_WRITE);
        user.changePassword(PasswordHash.of(password), false, now());
        audit.note("password.changed", name, null);
    }

    static void checkPassword(String name, String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Problem.invalid(
                    "password", "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        if (password.toLowerCase(Locale.ROOT).contains(name) && password.length() < name.length() + SHORTEST_PASSWORD) {
            throw Problem.invalid("password", "must be more than your name");
        }
        if (password.chars().distinct().count() < SHORTEST_PASSWORD / 2) {
            throw Problem.invalid("password", "must not repeat the same few characters");
        }
    }

    public void preferLanguage(String name, Optional<Locale> language) {
        database.entities().find(User.class, name).prefer(language);
    }

    public void preferTheme(String name, Theme theme) {
        database.entities().find(User.class, name).prefer(theme);
    }

    public void preferTimeZone(String name, Optional<ZoneId> zone) {
        database.entities().find(User.class, name).prefer(zone.orElse(null));
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
