package io.tallymark.instrument;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Where a link leads, and whether it may be tracked. No pattern here has nested quantifiers (I7). */
final class LinkTarget {

    private static final int LONGEST = 8_000;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    private static final Pattern MERGE_TAG = Pattern.compile(
            "\\{\\{|\\{%|\\{\\$|\\$\\{|#\\{|<%|&lt;%|%%[A-Za-z_][^%\\s]{0,200}%%|\\*\\|[^|]{0,200}\\|\\*"
                    + "|\\[\\[[^\\]]{0,200}\\]\\]|%recipient\\.");

    private static final Pattern UNSUBSCRIBE = Pattern.compile("(?:(?:e-?mail|newsletter|list|one-?click|mailing)[-_])?"
            + "(?:unsubscribe|unsubscription|unsub|opt[-_]?out)(?:[-_](?:me|now|link|all|confirm))?(?:\\.[a-z]{2,5})?");

    private static final Pattern PREFERENCES =
            Pattern.compile("(?:(?:e-?mail|newsletter|subscription|manage|mailing|update|user)[-_])*"
                    + "(?:preferences|preference[-_]cent(?:er|re)|subscription[-_]cent(?:er|re)|manage[-_]subscriptions?)"
                    + "(?:\\.[a-z]{2,5})?");

    private static final List<String> OPT_OUT_ATTRIBUTES =
            List.of("data-no-track", "data-pm-no-track", "ses:no-track", "data-skip-click", "mautic:disable-tracking");

    private LinkTarget() {}

    /** The value as browsers take it: without white space at the ends, and without tabs and line ends inside. */
    static String normal(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && value.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && value.charAt(end - 1) <= ' ') {
            end--;
        }
        StringBuilder kept = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char character = value.charAt(i);
            if (character != '\t' && character != '\n' && character != '\r') {
                kept.append(character);
            }
        }
        return kept.toString();
    }

    static Optional<Reason> reasonToLeave(String target, Element element, LinkPolicy policy) {
        return byAuthor(element)
                .or(() -> bySpelling(target))
                .or(() -> policy.trackingHosts().contains(host(target))
                        ? Optional.of(Reason.TRACKING_HOST)
                        : Optional.empty())
                .or(() -> byPurpose(target))
                .or(() -> policy.clicks() ? Optional.empty() : Optional.of(Reason.POLICY));
    }

    private static Optional<Reason> byAuthor(Element element) {
        String mark = element.attr("data-tallymark").strip().toLowerCase(Locale.ROOT);
        if (mark.equals("unsubscribe")) {
            return Optional.of(Reason.UNSUBSCRIBE);
        }
        if (mark.equals("preferences")) {
            return Optional.of(Reason.PREFERENCES);
        }
        boolean optedOut = OPT_OUT_ATTRIBUTES.stream().anyMatch(element::hasAttr)
                || element.attr("clicktracking").equalsIgnoreCase("off")
                || element.attr("disable-tracking").equalsIgnoreCase("true");
        return optedOut ? Optional.of(Reason.OPTED_OUT) : Optional.empty();
    }

    private static Optional<Reason> bySpelling(String target) {
        if (MERGE_TAG.matcher(target).find()) {
            return Optional.of(Reason.TEMPLATE_TOKEN);
        }
        if (target.startsWith("#")) {
            return Optional.of(Reason.FRAGMENT);
        }
        if (!SCHEME.matcher(target).lookingAt()) {
            return Optional.of(Reason.RELATIVE);
        }
        boolean storable = target.length() <= LONGEST
                && target.chars().noneMatch(Character::isISOControl)
                && target.chars().noneMatch(c -> c == 0xfffd);
        return storable && !host(target).isEmpty() ? Optional.empty() : Optional.of(Reason.NOT_HTTP);
    }

    /** A part of the path, or a name or value of the query, that says so as a whole (I4). */
    private static Optional<Reason> byPurpose(String target) {
        int path = target.indexOf('/', target.indexOf("//") + 2);
        int query = target.indexOf('?');
        int start = path < 0 ? query : query < 0 ? path : Math.min(path, query);
        if (start < 0) {
            return Optional.empty();
        }
        int fragment = target.indexOf('#', start);
        String local = target.substring(start, fragment < 0 ? target.length() : fragment)
                .toLowerCase(Locale.ROOT);
        List<String> words = Arrays.asList(local.split("[/?&;=]"));
        if (words.stream().anyMatch(word -> UNSUBSCRIBE.matcher(word).matches())) {
            return Optional.of(Reason.UNSUBSCRIBE);
        }
        return words.stream().anyMatch(word -> PREFERENCES.matcher(word).matches())
                ? Optional.of(Reason.PREFERENCES)
                : Optional.empty();
    }

    /** The host of an http or https address, in lower case, without user and port; empty if it is none. */
    static String host(String target) {
        int start = target.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (start < 0) {
            return "";
        }
        int end = start;
        while (end < target.length() && "/?#\\".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String authority = target.substring(
                target.lastIndexOf('@', end - 1) >= start ? target.lastIndexOf('@', end - 1) + 1 : start, end);
        int port = authority.lastIndexOf(':');
        String host = port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
        return host.toLowerCase(Locale.ROOT);
    }
}
