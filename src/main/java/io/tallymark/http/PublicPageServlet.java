package io.tallymark.http;

import io.tallymark.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a curious recipient finds on a tracking host: a short page, security.txt, and a request to crawlers to stay out. */
@WebServlet({"", "/.well-known/security.txt", "/robots.txt"})
public class PublicPageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Settings.PublicPage texts;

    @Inject
    public PublicPageServlet(Settings settings) {
        this.texts = settings.publicPage();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setCharacterEncoding("UTF-8");
        switch (request.getServletPath()) {
            case "/robots.txt" -> {
                response.setContentType("text/plain");
                response.getWriter().write("User-agent: *\nDisallow: /\n");
            }
            case "/.well-known/security.txt" -> {
                if (texts.securityTxt().isEmpty()) {
                    response.sendError(HttpServletResponse.SC_NOT_FOUND);
                    return;
                }
                response.setContentType("text/plain");
                response.getWriter().write(texts.securityTxt().get() + "\n");
            }
            default -> {
                response.setContentType("text/html");
                response.getWriter().write(page());
            }
        }
    }

    private String page() {
        String privacy = texts.privacyUrl()
                .map(url -> "<p><a href=\"" + escaped(url) + "\">Privacy notice</a></p>\n")
                .orElse("");
        String contact = texts.contact().orElse("the sender of the message");
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Link service</title></head>
                <body>
                <h1>Link service of %s</h1>
                <p>%s</p>
                <p>Questions: %s</p>
                %s</body>
                </html>
                """.formatted(
                escaped(texts.operator()), escaped(texts.text().orElse(DEFAULT_TEXT)), escaped(contact), privacy);
    }

    private static final String DEFAULT_TEXT =
            "This host serves the images and links of email messages. When a message is displayed or a link in it is followed, it"
                    + " records the time, the network address, the browser's own description and an id of the message. Addresses"
                    + " are shortened after a while. Nothing is sold or shared, and no cookie is set.";

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
