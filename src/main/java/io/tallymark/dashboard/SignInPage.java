package io.tallymark.dashboard;

import io.tallymark.access.ProviderSignIn;
import io.tallymark.access.SignIn;
import io.tallymark.access.WayIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page at which one signs in. */
@Named
@RequestScoped
public class SignInPage {

    private static final Map<String, String> NOTICES = Map.of(
            "refused", "sign-in.refused",
            "busy", "sign-in.busy",
            "unavailable", "sign-in.unavailable",
            "provider-failed", "sign-in.provider-failed",
            "provider-role", "sign-in.provider-role",
            "ended", "sign-in.ended",
            "out", "sign-in.out");

    @Inject
    private HttpServletRequest request;

    @Inject
    private Viewer viewer;

    @Inject
    private SignIn signIn;

    @Inject
    private ProviderSignIn provider;

    /** Where to go on afterwards; always one of the dashboard's own addresses. */
    public String getReturn() {
        return WayIn.local(request.getParameter("return"));
    }

    /** What happened before; empty if nothing did. */
    public Optional<String> notice() {
        if (!signIn.isPossible()) {
            return Optional.of(viewer.text("sign-in.unavailable"));
        }
        return NOTICES.entrySet().stream()
                .filter(notice -> request.getParameter(notice.getKey()) != null)
                .findFirst()
                .map(notice -> viewer.text(notice.getValue()));
    }

    /** The name of the provider with which one may sign in; null if there is none. */
    public String getProvider() {
        return provider.label().orElse(null);
    }

    /** Whether the notice is bad news. */
    public boolean isRefused() {
        return !signIn.isPossible()
                || Stream.of("refused", "provider-failed", "provider-role", "unavailable")
                        .anyMatch(name -> request.getParameter(name) != null);
    }
}
