package io.tallymark.instrument;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** What a reader sees of a link. */
final class LinkLabel {

    private static final int LONGEST = 200;
    private static final int ENOUGH = 1_000;
    private static final Pattern SHOWN_HOST =
            Pattern.compile("(?:https?://)?((?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,20})(?:[/?#:].*)?");

    private LinkLabel() {}

    /** The visible text; without any, the alternative text of an image or of the area itself. */
    static String of(Element link) {
        StringBuilder text = new StringBuilder();
        StringBuilder alternative = new StringBuilder(link.attr("alt"));
        link.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(
                            words.getWholeText(),
                            0,
                            Math.min(words.getWholeText().length(), ENOUGH));
                } else if (node instanceof Element image && image.nameIs("img") && alternative.length() < ENOUGH) {
                    alternative.append(' ').append(image.attr("alt"));
                }
                return text.length() > ENOUGH ? FilterResult.STOP : FilterResult.CONTINUE;
            }
        });
        String visible = tidy(text);
        return visible.isEmpty() ? tidy(alternative) : visible;
    }

    private static String tidy(CharSequence text) {
        String line = text.toString()
                .replaceAll("[\\s\\p{Cntrl}\\u00a0\\u200b-\\u200d\\ufeff]+", " ")
                .strip();
        int end = Math.min(line.length(), LONGEST);
        if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end);
    }

    /** A warning when the label is an address of another host than the target's, which looks like phishing to filters. */
    static Optional<String> contradiction(FoundLink link) {
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
