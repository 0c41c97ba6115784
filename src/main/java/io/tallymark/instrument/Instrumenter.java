package io.tallymark.instrument;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the links of a message once and writes it as often as there are recipients. */
public final class Instrumenter {

    private Instrumenter() {}

    /** Finds the links of HTML and the place of the pixel. */
    public static Scan scanHtml(String html, LinkPolicy policy) {
        return HtmlScan.of(html, UnaryOperator.identity(), policy);
    }

    /** Finds the web addresses of plain text. */
    public static Scan scanText(String text, LinkPolicy policy) {
        return TextScan.of(text, policy);
    }

    /** The image that makes a mail client ask for {@code url}. */
    public static String pixel(String url) {
        return "<img src=\"" + url + "\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0;display:block\">";
    }

    /**
     * Writes HTML or plain text: each link takes its new value, if there is one, and the pixel is inserted, if there is one.
     *
     * @param urls for each link of the scan its new value, or nothing to leave it as it is
     */
    public static String splice(String body, Scan scan, List<Optional<String>> urls, Optional<String> pixelUrl) {
        return Edit.applied(body, Edit.of(scan, urls, pixelUrl));
    }
}
