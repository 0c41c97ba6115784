package io.tallymark.capture;

import io.tallymark.campaign.LinkDirectory;
import io.tallymark.token.Kind;
import io.tallymark.token.Token;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code /c/{id}?sig={sig}}: the redirect to a link's target. */
@WebServlet(urlPatterns = "/c/*", asyncSupported = true)
public class ClickServlet extends CaptureServlet {

    private static final long serialVersionUID = 1L;

    private static final String RETRY_SECONDS = "5";

    @Inject
    private transient LinkDirectory links;

    public ClickServlet() {
        super(Kind.CLICK);
    }

    @Override
    Optional<String> id(String pathInfo) {
        return pathInfo.startsWith("/") ? Optional.of(pathInfo.substring(1)) : Optional.empty();
    }

    @Override
    Optional<Answer> answer(Token token, boolean expired, HttpServletResponse response) throws IOException {
        try {
            Optional<String> target = links.target(token.linkId());
            if (target.isEmpty()) {
                notFound(response);
                return Optional.empty();
            }
            return Optional.of(answer -> redirect(target.get(), answer));
        } catch (LinkDirectory.UnreachableException e) {
            return Optional.of(ClickServlet::comeBack);
        }
    }

    private static void redirect(String target, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", HeaderText.of(target));
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
    }

    private static void comeBack(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", RETRY_SECONDS);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream()
                .print("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>One moment</title></head>"
                        + "<body><h1>One moment, please</h1><p>This link cannot be opened right now."
                        + " Please try again in a few seconds.</p></body></html>\n");
    }
}
