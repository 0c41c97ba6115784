package io.tallymark.dashboard;

import io.tallymark.access.Accounts;
import io.tallymark.access.AuditEntry;
import io.tallymark.access.AuditTrail;
import io.tallymark.access.Role;
import io.tallymark.access.User;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** One person's account, and what an administrator can do with it. */
@Named
@RequestScoped
public class UserPage {

    private static final int ENTRIES = 10;

    @Inject
    private Accounts accounts;

    @Inject
    private AuditTrail audit;

    @Inject
    private HttpServletRequest request;

    private User.View user;
    private Role role;
    private OneTime made;

    @PostConstruct
    void load() {
        user = accounts.find(String.valueOf(request.getParameter("user")));
        role = user.role();
    }

    public void changeRole() {
        tried(() -> accounts.changeRole(user.name(), role), "user.role-changed");
        role = user.role();
    }

    public void disable() {
        tried(() -> accounts.disable(user.name()), "user.disabled");
    }

    public void enable() {
        tried(() -> accounts.enable(user.name()), "user.enabled");
    }

    public void unlock() {
        tried(() -> accounts.unlock(user.name()), "user.unlocked");
    }

    /** Gives a password for one sign-in and shows it. */
    public void resetPassword() {
        tried(() -> made = new OneTime(user.name(), accounts.resetPassword(user.name())), "user.password-reset");
    }

    private void tried(Runnable change, String done) {
        try {
            change.run();
            Notices.good(done);
        } catch (Problem refused) {
            Notices.bad("user.last-administrator");
        }
        user = accounts.find(user.name());
    }

    public User.View getUser() {
        return user;
    }

    /** What the person did last. */
    public List<AuditEntry.View> getEntries() {
        AuditTrail.Filter own =
                new AuditTrail.Filter(Optional.of(user.name()), Optional.empty(), Optional.empty(), Optional.empty());
        return audit.list(own, Page.Request.of(ENTRIES, null)).items();
    }

    public List<Role> getRoles() {
        return List.of(Role.values());
    }

    public OneTime getMade() {
        return made;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }
}
