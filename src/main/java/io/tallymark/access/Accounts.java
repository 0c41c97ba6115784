package io.tallymark.access;

import io.tallymark.database.Database;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The accounts of people, as administrators manage them (A9). */
@ApplicationScoped
@Transactional
public class Accounts {

    private static final String NAME = "[a-z0-9][a-z0-9._@+-]{1,99}";

    @Inject
    private Database database;

    @Inject
    private AuditTrail audit;

    /** By name. */
    public Page<User.View> list(Page.Request page) {
        List<User.View> rows = database.entities()
                .createQuery("select u from User u where u.name > :after order by u.name", User.class)
                .setParameter("after", page.after().orElse(""))
                .setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(User::view)
                .toList();
        return Page.of(rows, page.limit(), User.View::name);
    }

    /** 404 if there is none. */
    public User.View find(String name) {
        User user = database.entities().find(User.class, name);
        if (user == null) {
            throw Problem.notFound("user", name);
        }
        return user.view();
    }

    /** Adds a person and gives the password for the first sign-in, for this once; 422 if the name is no name or taken. */
    public String add(String name, Role role) {
        String known = name.strip().toLowerCase(Locale.ROOT);
        if (!known.matches(NAME)) {
            throw Problem.invalid("name", "must have 2 to 100 letters, figures, dots, hyphens, underscores or an @");
        }
        if (database.entities().find(User.class, known) != null) {
            throw Problem.invalid("name", "is taken");
        }
        String password = RandomText.password();
        database.entities().persist(new User(known, role, PasswordHash.of(password), true, now()));
        audit.note("user.created", known, role.name());
        return password;
    }

    /** 422 for the last administrator. */
    public void changeRole(String name, Role role) {
        List<User> administrators = administrators();
        User user = locked(name);
        if (user.role() != role) {
            if (role != Role.ADMINISTRATOR) {
                keepAnother(administrators, user);
            }
            audit.note("user.role-changed", name, user.role() + " > " + role);
            user.changeRole(role);
        }
    }

    /** Ends the person's sessions and lets them sign in no more; 422 for the last administrator. */
    public void disable(String name) {
        List<User> administrators = administrators();
        User user = locked(name);
        keepAnother(administrators, user);
        user.disable(now());
        audit.note("user.disabled", name, null);
    }

    public void enable(String name) {
        locked(name).enable();
        audit.note("user.enabled", name, null);
    }

    /** Lets a person try again at once who was locked out. */
    public void unlock(String name) {
        locked(name).unlock();
        audit.note("user.unlocked", name, null);
    }

    /** Gives a new password for one sign-in, for this once; 422 for people who sign in elsewhere. */
    public String resetPassword(String name) {
        User user = locked(name);
        if (user.passwordHash().isEmpty()) {
            throw Problem.invalid("name", "signs in by the provider and has no password here");
        }
        String password = RandomText.password();
        user.changePassword(PasswordHash.of(password), true, now());
        audit.note("user.password-reset", name, null);
        return password;
    }

    private User locked(String name) {
        User user = database.entities().find(User.class, name, LockModeType.PESSIMISTIC_WRITE);
        if (user == null) {
            throw Problem.notFound("user", name);
        }
        return user;
    }

    /** Those who can sign in whatever a provider says, locked in one order, so that two of them cannot each take away the other. */
    private List<User> administrators() {
        return database.entities()
                .createQuery(
                        "select u from User u where u.role = io.tallymark.access.Role.ADMINISTRATOR"
                                + " and u.disabled = false and u.passwordHash is not null order by u.name",
                        User.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private static void keepAnother(List<User> administrators, User leaving) {
        if (administrators.size() == 1 && administrators.contains(leaving)) {
            throw Problem.invalid("name", "is the last administrator");
        }
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
