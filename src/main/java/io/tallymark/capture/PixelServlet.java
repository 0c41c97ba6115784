package io.tallymark.capture;

import io.tallymark.token.Kind;
import io.tallymark.token.Token;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** {@code /o/{id}.gif?sig={sig}}: the open pixel. */
@WebServlet(urlPatterns = "/o/*", asyncSupported = true)
public class PixelServlet extends CaptureServlet {

    private static final long serialVersionUID = 1L;

    private static final String SUFFIX = ".gif";
    /** One transparent pixel, 43 bytes, GIF89a. */
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    public PixelServlet() {
        super(Kind.OPEN);
    }

    @Override
    Optional<String> id(String pathInfo) {
        return pathInfo.endsWith(SUFFIX)
                ? Optional.of(pathInfo.substring(1, pathInfo.length() - SUFFIX.length()))
                : Optional.empty();
    }

    @Override
    Optional<Answer> answer(Token token, boolean expired, HttpServletResponse response) throws IOException {
        if (expired) {
            notFound(response);
            return Optional.empty();
        }
        return Optional.of(PixelServlet::pixel);
    }

    private static void pixel(HttpServletResponse response) throws IOException {
        response.setContentType("image/gif");
        response.setContentLength(GIF.length);
        response.setHeader("Cache-Control", "no-store, no-cache, must-revalidate, private");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Expires", "0");
        response.getOutputStream().write(GIF);
    }
}
