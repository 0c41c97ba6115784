package io.tallymark.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The person behind the current request, as they are in the database now: a changed right shows at once (A7). */
@Named
@RequestScoped
public class SignedIn {

    /** Name of the request's attribute that holds the person. */
    static final String ATTRIBUTE = "io.tallymark.user";

    private static final String SYSTEM = "system";

    @Inject
    private HttpServletRequest request;

    /** The person; empty on pages that need no sign-in. */
    public Optional<User.View> find() {
        try {
            return of(request);
        } catch (jakarta.enterprise.context.ContextNotActiveException | IllegalStateException e) {
            return Optional.empty(); // outside a request, as in a timer
        }
    }

    /** Who acts: the person, or the API key of the request, or the system itself. */
    String actor() {
        try {
            return of(request)
                    .map(User.View::name)
                    .or(() -> Optional.ofNullable(Caller.of(request)).map(caller -> "API key " + caller.name()))
                    .orElse(SYSTEM);
        } catch (jakarta.enterprise.context.ContextNotActiveException | IllegalStateException e) {
            return SYSTEM; // outside a request, as in a timer
        }
    }

    /** The person behind {@code request}, for code that has no injection. */
    public static Optional<User.View> of(HttpServletRequest request) {
        return Optional.ofNullable((User.View) request.getAttribute(ATTRIBUTE));
    }

    /** The person; only on pages that need a sign-in. */
    public User.View user() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }

    /** For pages: whether anybody is signed in. */
    public boolean isAnybody() {
        return find().isPresent();
    }

    /** For pages: the name, empty if nobody is signed in. */
    public String getName() {
        return find().map(User.View::name).orElse("");
    }

    /** For pages: whether the person may do everything. */
    public boolean isAdministrator() {
        return find().map(User.View::isAdministrator).orElse(false);
    }
}
