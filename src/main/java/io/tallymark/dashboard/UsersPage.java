package io.tallymark.dashboard;

import io.tallymark.access.Accounts;
import io.tallymark.access.Role;
import io.tallymark.access.User;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Who may sign in, and the form that adds somebody. */
@Named
@RequestScoped
public class UsersPage {

    private static final int SHOWN = 100;

    @Inject
    private Accounts accounts;

    @Inject
    private HttpServletRequest request;

    private Page<User.View> page;
    private String name = "";
    private Role role = Role.ANALYST;
    private OneTime made;

    /** Adds the person and shows their first password. */
    public void add() {
        try {
            String given = name.strip().toLowerCase(java.util.Locale.ROOT);
            made = new OneTime(given, accounts.add(given, role));
            name = "";
            page = null; // it was read before, to find out what was clicked
        } catch (Problem problem) {
            Notices.bad(problem.getMessage().contains("taken") ? "users.taken" : "users.name-rule");
        }
    }

    /** Read when it is shown, so that it holds who was added just now. */
    private Page<User.View> page() {
        if (page == null) {
            page = accounts.list(Page.Request.of(SHOWN, request.getParameter("cursor")));
        }
        return page;
    }

    public List<User.View> getRows() {
        return page().items();
    }

    public String getNext() {
        return page().next();
    }

    public List<Role> getRoles() {
        return List.of(Role.values());
    }

    /** The password that was made just now; null if none was. */
    public OneTime getMade() {
        return made;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }
}
