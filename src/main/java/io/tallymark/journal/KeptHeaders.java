package io.tallymark.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The few headers of a request that classification uses; no others are ever kept. */
public final class KeptHeaders {

    private static final int LONGEST_VALUE = 512;
    private static final int LONGEST_USER_AGENT = 1_024;

    private static final List<String> NAMES = List.of(
            "Accept",
            "Accept-Language",
            "Referer",
            "Sec-Fetch-Site",
            "Sec-Fetch-Mode",
            "Sec-Fetch-User",
            "Sec-Fetch-Dest",
            "Sec-Purpose",
            "Purpose",
            "X-Purpose",
            "X-Moz",
            "Via",
            "DNT",
            "Sec-GPC");

    private KeptHeaders() {}

    /** Those of the kept headers that {@code header}, a look-up by name, has a value for; values cut at 512 characters. */
    public static Map<String, String> of(UnaryOperator<String> header) {
        Map<String, String> kept = new HashMap<>();
        for (String name : NAMES) {
            String value = header.apply(name);
            if (value != null) {
                kept.put(name, cut(value, LONGEST_VALUE));
            }
        }
        return kept;
    }

    /** A user agent as it is kept: cut at 1,024 characters; empty if there was none. */
    public static String userAgent(String header) {
        return header == null ? "" : cut(header, LONGEST_USER_AGENT);
    }

    /** Never cuts a character in half, and leaves out NUL, which PostgreSQL refuses. */
    private static String cut(String header, int longest) {
        int end = Math.min(header.length(), longest);
        if (end < header.length() && Character.isHighSurrogate(header.charAt(end - 1))) {
            end--;
        }
        String fits = header.substring(0, end);
        return fits.indexOf('\0') < 0 ? fits : fits.replace('\0', ' ');
    }
}
