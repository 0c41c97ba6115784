package io.tallymark.dashboard;

import io.tallymark.access.SignIn;
import io.tallymark.access.SignedIn;
import io.tallymark.access.Theme;
import io.tallymark.access.User;
import io.tallymark.access.Users;
import io.tallymark.access.WayIn;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes the small forms that stand on every page or need no page state: sign-in, sign-out, theme and language. They are plain forms,
 * so they work where a view has expired or a script was blocked; that they come from our own pages is checked before.
 */
@WebServlet({"/dashboard/sign-in", "/dashboard/sign-out", "/dashboard/preference"})
public class AccountServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignIn signIn;

    @Inject
    private transient Users users;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String root = request.getContextPath();
        switch (request.getServletPath()) {
            case "/dashboard/sign-in" -> response.sendRedirect(root + afterSignIn(request));
            case "/dashboard/sign-out" -> {
                signIn.out(request);
                response.sendRedirect(root + "/dashboard/sign-in.xhtml?out=true");
            }
            default -> {
                prefer(request);
                response.sendRedirect(root + WayIn.page(request));
            }
        }
    }

    private String afterSignIn(HttpServletRequest request) {
        String wanted = WayIn.local(request.getParameter("return"));
        SignIn.Answer answer = signIn.withPassword(request, parameter(request, "name"), parameter(request, "password"));
        return answer == SignIn.Answer.SIGNED_IN
                ? wanted
                : "/dashboard/sign-in.xhtml?" + answer.name().toLowerCase(Locale.ROOT) + "=true&return="
                        + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }

    private void prefer(HttpServletRequest request) {
        User.View user = SignedIn.of(request).orElseThrow();
        for (Theme theme : Theme.values()) {
            if (theme.name().equals(request.getParameter("theme"))) {
                users.preferTheme(user.name(), theme);
            }
        }
        String language = parameter(request, "language");
        if (language.equals("en") || language.equals("de")) {
            users.preferLanguage(user.name(), Optional.of(Locale.forLanguageTag(language)));
        }
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
