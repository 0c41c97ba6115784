package io.tallymark.instrument;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Where a link leads, and whether it may be tracked. No pattern here has nested quantifiers (I7). */
final class LinkTarget {

    private static final int LONGEST = 8_000;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    private static final List<String> OPT_OUT_ATTRIBUTES =
            List.of("data-no-track", "data-pm-no-track", "ses:no-track", "data-skip-click", "mautic:disable-tracking");

    private LinkTarget() {}

    /** The target of an {@code href} as it stands in the HTML (I2). */
    static String of(String href) {
        return normal(unescaped(href));
    }

    /** An attribute's value with its character references decoded once, by the rules for attributes. */
    static String unescaped(String value) {
        String shown = value.indexOf('\0') < 0 ? value : value.replace('\0', '\ufffd');
        return shown.indexOf('&') < 0 ? shown : Parser.unescapeEntities(shown, true);
    }

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
        if (value.indexOf('\n', start) < 0 && value.indexOf('\r', start) < 0 && value.indexOf('\t', start) < 0) {
            return value.substring(start, end);
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

    static Optional<Reason> reasonToLeave(String target, Attributes attributes, LinkPolicy policy) {
        return byAuthor(attributes)
                .or(() -> bySpelling(target))
                .or(() -> policy.trackingHosts().contains(host(target))
                        ? Optional.of(Reason.TRACKING_HOST)
                        : Optional.empty())
                .or(() -> policy.unsubscribeTargets().contains(target)
                        ? Optional.of(Reason.UNSUBSCRIBE)
                        : LinkPurpose.reasonToLeave(target))
                .or(() -> policy.clicks() ? Optional.empty() : Optional.of(Reason.POLICY));
    }

    /** Whether an image is a pixel that we put in before. */
    static boolean isPixel(String source, LinkPolicy policy) {
        return source.contains("/o/")
                && source.contains(".gif?sig=")
                && policy.trackingHosts().contains(host(source));
    }

    private static Optional<Reason> byAuthor(Attributes attributes) {
        String mark = attributes.value("data-tallymark");
        if (mark != null && mark.strip().equalsIgnoreCase("unsubscribe")) {
            return Optional.of(Reason.UNSUBSCRIBE);
        }
        if (mark != null && mark.strip().equalsIgnoreCase("preferences")) {
            return Optional.of(Reason.PREFERENCES);
        }
        boolean optedOut = OPT_OUT_ATTRIBUTES.stream().anyMatch(name -> attributes.value(name) != null)
                || "off".equalsIgnoreCase(attributes.value("clicktracking"))
                || "true".equalsIgnoreCase(attributes.value("disable-tracking"));
        return optedOut ? Optional.of(Reason.OPTED_OUT) : Optional.empty();
    }

    private static Optional<Reason> bySpelling(String target) {
        if (MergeTag.isIn(target)) {
            return Optional.of(Reason.TEMPLATE_TOKEN);
        }
        if (target.startsWith("#")) {
            return Optional.of(Reason.FRAGMENT);
        }
        if (!SCHEME.matcher(target).lookingAt()) {
            return Optional.of(Reason.RELATIVE);
        }
        return isStorable(target) && !host(target).isEmpty() ? Optional.empty() : Optional.of(Reason.NOT_HTTP);
    }

    private static boolean isStorable(String target) {
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (Character.isISOControl(character) || character == '\ufffd') {
                return false;
            }
        }
        return target.length() <= LONGEST;
    }

    /** The host of an http or https address, in lower case, without user, port and final dot; empty if it is none. */
    static String host(String target) {
        int start = authority(target);
        if (start < 0) {
            return "";
        }
        int end = start;
        while (end < target.length() && "/?#\\".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        int user = target.lastIndexOf('@', end - 1);
        String place = target.substring(user >= start ? user + 1 : start, end);
        int port = place.lastIndexOf(':');
        String host = port > place.lastIndexOf(']') ? place.substring(0, port) : place;
        return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }

    /** Offset of what follows {@code http://} or {@code https://}; -1 if the target begins otherwise. */
    static int authority(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
    }
}
