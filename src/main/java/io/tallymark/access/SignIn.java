package io.tallymark.access;

import io.tallymark.database.Database;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Begins and ends sessions of people (A6, A7). */
@ApplicationScoped
public class SignIn {

    /** Hashing is slow on purpose; more at once would let strangers take the processor from readers. */
    private static final int HASHED_AT_ONCE = 2;

    private static final int LONGEST_WAIT_SECONDS = 5;

    /** What the password of a name that nobody has is compared with, so that the answer takes as long. */
    private static final String NOBODY = PasswordHash.of("nobody");

    private final Semaphore hashing = new Semaphore(HASHED_AT_ONCE);

    @Inject
    private Users users;

    @Inject
    private Settings settings;

    @Inject
    private Database database;

    /** How an attempt ended. A refusal never says why: wrong name, wrong password, locked and disabled are the same. */
    public enum Answer {
        SIGNED_IN,
        REFUSED,
        /** Too many at once; try again. */
        BUSY,
        /** The database does not answer, so nobody can sign in. */
        UNAVAILABLE
    }

    /** Whether anybody can sign in now: it needs the database. */
    public boolean isPossible() {
        return database.available();
    }

    /** Signs in with name and password. */
    public Answer withPassword(HttpServletRequest request, String name, String password) {
        if (!isPossible()) {
            return Answer.UNAVAILABLE;
        }
        String known = name.strip().toLowerCase(Locale.ROOT);
        Optional<Boolean> matches = matches(known, password);
        if (matches.isEmpty()) {
            return Answer.BUSY;
        }
        if (!users.attempted(known, matches.get())) {
            return Answer.REFUSED;
        }
        begin(request, known);
        return Answer.SIGNED_IN;
    }

    /** Whether this is the person's password, without signing in and without counting; empty if too many ask at once. */
    private Optional<Boolean> matches(String name, String password) {
        if (name.length() > 100 || password.length() > Users.LONGEST_PASSWORD) {
            return Optional.of(false);
        }
        try {
            if (!hashing.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            Optional<String> hash = users.passwordHash(name);
            return Optional.of(PasswordHash.matches(password, hash.orElse(NOBODY)) && hash.isPresent());
        } finally {
            hashing.release();
        }
    }

    /** Changes the password of the person behind {@code request}, who goes on in a new session; others of theirs end. */
    public Answer changePassword(HttpServletRequest request, String current, String wanted) {
        String name = SignedIn.of(request).orElseThrow().name();
        Optional<Boolean> matches = matches(name, current);
        if (matches.isEmpty()) {
            return Answer.BUSY;
        }
        if (!users.attempted(name, matches.get())) {
            return Answer.REFUSED;
        }
        users.changePassword(name, wanted);
        begin(request, name);
        return Answer.SIGNED_IN;
    }

    void begin(HttpServletRequest request, String name) {
        UserSession.begin(request, name, Duration.ofMinutes(settings.dashboard().idleMinutes()));
    }

    /** Ends the session. */
    public void out(HttpServletRequest request) {
        UserSession.end(request);
    }

    /** Who began the session of {@code request}, with the fewest rights, for while the database cannot be asked who they are now. */
    Optional<User.View> userUnasked(HttpServletRequest request) {
        return session(request).map(session -> User.View.unasked(session.name(), session.since()));
    }

    private Optional<UserSession> session(HttpServletRequest request) {
        return UserSession.of(request)
                .filter(session ->
                        !session.isOver(Duration.ofHours(settings.dashboard().maxHours())));
    }

    /** The person of the session of {@code request}, if it is not over. */
    Optional<User.View> user(HttpServletRequest request) {
        return session(request).flatMap(session -> users.ofSession(session.name(), session.since()));
    }
}
