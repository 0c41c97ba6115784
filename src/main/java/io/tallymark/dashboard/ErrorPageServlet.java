package io.tallymark.dashboard;

import io.tallymark.access.SignIn;
import io.tallymark.access.SignedIn;
import io.tallymark.access.Theme;
import io.tallymark.access.User;
import io.tallymark.access.WayIn;
import io.tallymark.http.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Errors in the look of the dashboard (U7); made without Faces, which may be what failed. */
@WebServlet(name = "dashboard-errors", urlPatterns = "/dashboard/failure")
public class ErrorPageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger("tallymark.dashboard");
    private static final List<Integer> EXPLAINED = List.of(400, 403, 404, 405, 503);

    private static final int INVALID = 422;

    @Inject
    private transient SignIn signIn;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = given == null ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : (Integer) given;
        Optional<String> incident =
                Optional.ofNullable(request.getParameter("incident")).filter(id -> id.matches("[0-9a-f-]{36}"));
        if (thrown instanceof Throwable failure) {
            Optional<Problem> problem = PageFailures.problem(failure);
            status = problem.map(Problem::status)
                    .orElse(
                            signIn.isPossible()
                                    ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                                    : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            incident = problem.isPresent() ? Optional.empty() : Optional.of(logged(failure));
        }
        if (status == INVALID) {
            status = HttpServletResponse.SC_NOT_FOUND; // a parameter of the address that nothing can be shown for
        }
        if (WayIn.isScript(request) && request.getDispatcherType() != DispatcherType.REQUEST) {
            WayIn.lead(request, response, pageOf(request, status, incident));
            return;
        }
        if (given == null && EXPLAINED.contains(asked(request))) {
            status = asked(request);
        }
        Optional<User.View> user = SignedIn.of(request);
        Words words = Words.of(user.flatMap(User.View::language).orElseGet(request::getLocale));
        String kind = EXPLAINED.contains(status) ? String.valueOf(status) : "500";
        response.setStatus(status);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE && "GET".equals(request.getMethod())) {
            response.setHeader("Refresh", "10");
        }
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(PAGE.formatted(
                        words.locale().getLanguage(),
                        user.map(User.View::theme).orElse(Theme.SYSTEM).name().toLowerCase(Locale.ROOT),
                        words.text("error." + kind + ".title"),
                        request.getContextPath(),
                        words.text("error." + kind + ".title"),
                        words.text("error." + kind + ".text"),
                        incident.map(id -> "<p>" + words.text("error.incident", id) + "</p>")
                                .orElse(""),
                        words.text("error.back")));
    }

    /** Where a script leads the person: to the page again while the database is away, which then shows why; else to what went wrong. */
    private static String pageOf(HttpServletRequest request, int status, Optional<String> incident) {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            return WayIn.page(request);
        }
        return "/dashboard/failure" + incident.map(id -> "?incident=" + id).orElse("?status=" + status);
    }

    private static int asked(HttpServletRequest request) {
        String status = String.valueOf(request.getParameter("status"));
        return status.matches("[0-9]{3}") ? Integer.parseInt(status) : 0;
    }

    /** Logs what happened in full, and gives the id under which it can be found. */
    static String logged(Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Incident " + incident, failure);
        return incident;
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%1$s" data-theme="%2$s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>%3$s · Tallymark</title>
            <link rel="icon" href="%4$s/jakarta.faces.resource/mark.svg.xhtml?ln=tallymark">
            <link rel="stylesheet" href="%4$s/jakarta.faces.resource/tallymark.css.xhtml?ln=tallymark"></head>
            <body><header class="top"><a class="product" href="%4$s/dashboard/overview.xhtml"><img src="%4$s/jakarta.faces.resource/mark.svg.xhtml?ln=tallymark" alt="" width="28" height="28">Tallymark</a></header>
            <div class="alone"><main id="main"><section class="empty"><h1>%5$s</h1><p>%6$s</p>%7$s
            <div class="actions"><a class="button" href="%4$s/dashboard/overview.xhtml">%8$s</a></div></section></main></div>
            </body></html>
            """;
}
