package io.tallymark.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a sender should know of a message's HTML before sending it. */
final class Warnings {

    /** Gmail cuts longer messages off, and the pixel at their end with them. */
    private static final int CLIPPED_BYTES = 102 * 1024;

    private static final int MOST_CONTRADICTIONS = 20;

    private static final Pattern SHOWN_HOST =
            Pattern.compile("(?:https?://)?((?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,20})(?:[/?#:].*)?");

    private Warnings() {}

    static List<String> of(String html, boolean hasPixel, List<FoundLink> links) {
        List<String> warnings = new ArrayList<>();
        if (html.length() > CLIPPED_BYTES / 4) {
            int bytes = utf8Length(html);
            if (bytes > CLIPPED_BYTES) {
                warnings.add("The HTML has " + bytes / 1024
                        + " kB; Gmail cuts off what is over 102 kB, and the pixel with it");
            }
        }
        if (hasPixel) {
            warnings.add("The HTML holds an open pixel already and gets no second one: its opens count for the message"
                    + " that the pixel was made for");
        }
        links.stream()
                .flatMap(link -> contradiction(link).stream())
                .distinct()
                .limit(MOST_CONTRADICTIONS)
                .forEach(warnings::add);
        return warnings;
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            bytes += character < 0x80 ? 1 : character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
        }
        return bytes;
    }

    /** A label that is an address of another host than the target's looks like phishing to filters. */
    private static Optional<String> contradiction(FoundLink link) {
        if (link.label().indexOf('.') < 0) {
            return Optional.empty();
        }
        Matcher shown = SHOWN_HOST.matcher(link.label().toLowerCase(Locale.ROOT));
        String host = LinkTarget.host(link.target());
        if (host.isEmpty() || !shown.matches() || bare(shown.group(1)).equals(bare(host))) {
            return Optional.empty();
        }
        return Optional.of("A link shows " + shown.group(1) + " but leads to " + host);
    }

    private static String bare(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
