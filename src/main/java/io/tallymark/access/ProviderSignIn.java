package io.tallymark.access;

import io.tallymark.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jose4j.jwt.JwtClaims;

/** The way in by an OpenID Connect provider (A10). */
@ApplicationScoped
public class ProviderSignIn {

    private static final Logger LOG = System.getLogger("tallymark.access");

    /** Each waits for the provider; strangers could otherwise hold all threads with codes that they made up. */
    private static final int AT_ONCE = 4;

    private static final int COOKIE_SECONDS = 600;
    private static final String ANSWER = SignInMechanism.DASHBOARD + "sign-in/answer";

    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final Settings settings;
    private final Optional<ProviderClient> provider;

    @Inject
    private Users users;

    @Inject
    private SignIn signIn;

    @Inject
    public ProviderSignIn(Settings settings) {
        this.settings = settings;
        this.provider = settings.provider().map(ProviderClient::new);
    }

    protected ProviderSignIn() {
        this.settings = null; // for the container's client proxy
        this.provider = Optional.empty();
    }

    /** The provider's name for the button; empty if people sign in with names and passwords only. */
    public Optional<String> label() {
        return settings.provider().map(Settings.Provider::label);
    }

    /** Where the browser goes, with a cookie that it brings back. */
    public String begin(String wanted, HttpServletResponse response) {
        SignInAttempt attempt = SignInAttempt.toReach(WayIn.local(wanted));
        try {
            String address = provider.orElseThrow(() -> new ProviderClient.Refused("no provider is set"))
                    .authorization(attempt, redirect());
            response.addCookie(cookie(attempt.cookie(), COOKIE_SECONDS));
            return address;
        } catch (ProviderClient.Refused e) {
            return refused(e, "provider-failed");
        }
    }

    /** Where to go on, signed in if the answer was right. */
    public String answered(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie("", 0));
        if (!signIn.isPossible()) {
            return signInPage("unavailable");
        }
        if (!asking.tryAcquire()) {
            return signInPage("busy");
        }
        try {
            SignInAttempt attempt = attempt(request)
                    .filter(begun -> begun.isAnsweredBy(request.getParameter("state")))
                    .orElseThrow(() -> new ProviderClient.Refused("an answer that this browser did not ask for"));
            String code = Optional.ofNullable(request.getParameter("code"))
                    .orElseThrow(() -> new ProviderClient.Refused(
                            "the provider says " + printable(request.getParameter("error"))));
            JwtClaims claims = provider.orElseThrow(() -> new ProviderClient.Refused("no provider is set"))
                    .redeem(code, attempt, redirect());
            return letIn(request, new ProviderPerson(claims, settings.provider().orElseThrow()), attempt);
        } catch (ProviderClient.Refused e) {
            return refused(e, "provider-failed");
        } finally {
            asking.release();
        }
    }

    private String letIn(HttpServletRequest request, ProviderPerson person, SignInAttempt attempt)
            throws ProviderClient.Refused {
        if (person.role().isEmpty()) {
            return refused(
                    new ProviderClient.Refused(person.subject() + " has none of the roles of tallymark.oidc.roles"),
                    "provider-role");
        }
        String name = users.ofProvider(
                        person.subject(), person.names(), person.role().get())
                .orElseThrow(() -> new ProviderClient.Refused(person.subject() + " is disabled here"));
        signIn.begin(request, name);
        return attempt.wanted();
    }

    private static String refused(ProviderClient.Refused why, String notice) {
        LOG.log(Level.WARNING, "Nobody is let in by the provider: {0}", printable(why.getMessage()));
        return signInPage(notice);
    }

    private static String signInPage(String notice) {
        return SignInMechanism.SIGN_IN + "?" + notice + "=true";
    }

    private String redirect() {
        return settings.provider().orElseThrow().dashboardUrl() + ANSWER;
    }

    private Optional<SignInAttempt> attempt(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(cookieName()))
                .flatMap(cookie -> SignInAttempt.of(cookie.getValue()).stream())
                .findFirst();
    }

    private Cookie cookie(String value, int seconds) {
        Cookie cookie = new Cookie(cookieName(), value);
        cookie.setMaxAge(seconds);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(isOverTls());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    /** With TLS a name that no neighbouring host can set. */
    private String cookieName() {
        return (isOverTls() ? "__Host-" : "") + "TALLYMARK_WAY_IN";
    }

    private boolean isOverTls() {
        return settings.provider().stream().anyMatch(each -> each.dashboardUrl().startsWith("https:"));
    }

    private static String printable(String text) {
        String shown = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 500 ? shown.substring(0, 500) + "…" : shown;
    }
}
