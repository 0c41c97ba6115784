package io.tallymark.access;

import io.tallymark.database.Database;
import io.tallymark.http.PageResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the container who makes a request to the dashboard, by the session that a sign-in began, and sends everybody else to the
 * sign-in page (A7). How the person proved who they are does not matter here: the product has one mechanism, as Jakarta Security
 * asks, and several ways in.
 */
@ApplicationScoped
public class SignInMechanism implements HttpAuthenticationMechanism {

    static final String DASHBOARD = "/dashboard/";
    static final String SIGN_IN = DASHBOARD + "sign-in.xhtml";
    static final String CHANGE_PASSWORD = DASHBOARD + "change-password.xhtml";
    /** Shown to whoever has a session also while the database is away, which is when one wants to see it. */
    static final String HEALTH = DASHBOARD + "health.xhtml";

    static final String SIGN_OUT = DASHBOARD + "sign-out";
    private static final Set<String> OPEN_TO_NEW_PEOPLE = Set.of(CHANGE_PASSWORD, SIGN_OUT, SIGN_IN);

    @Inject
    private SignIn signIn;

    @Inject
    private Database database;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String path = request.getServletPath();
        if (!context.isProtected() && !path.startsWith(DASHBOARD)) {
            return context.doNothing();
        }
        try {
            if (!database.available() && !context.isProtected()) {
                return context.doNothing();
            }
            if (!database.available() && !path.equals(HEALTH)) {
                return unavailable(response);
            }
            Optional<User.View> user = database.available() ? signIn.user(request) : signIn.userUnasked(request);
            if (user.isPresent()) {
                return letIn(user.get(), path, context);
            }
            if (!context.isProtected()) {
                return context.doNothing();
            }
            new WayIn(request, response).show();
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuthenticationStatus letIn(User.View user, String path, HttpMessageContext context) {
        HttpServletRequest request = context.getRequest();
        if (user.mustChangePassword() && !OPEN_TO_NEW_PEOPLE.contains(path)) {
            PageResponse.redirect(context.getResponse(), request.getContextPath() + CHANGE_PASSWORD);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        request.setAttribute(SignedIn.ATTRIBUTE, user);
        return context.notifyContainerAboutLogin(user.name(), Set.of(user.role().name()));
    }

    private static AuthenticationStatus unavailable(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return AuthenticationStatus.SEND_FAILURE;
    }
}
