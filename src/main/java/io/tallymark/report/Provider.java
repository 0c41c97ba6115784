package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import java.util.List;

/** Whose proxy loaded a pixel, as far as it says so in its name. */
enum Provider {
    GMAIL("%GoogleImageProxy%", "%ggpht.com%", "%Gmail-content-sampling%", "%Edge/12.246 Mozilla/5.0%"),
    /** Mail Privacy Protection, which calls itself nothing more than this. */
    APPLE("Mozilla/5.0"),
    /** Another proxy, or no open that a proxy loaded. */
    OTHER;

    /** SQL patterns of user agents. */
    private final List<String> patterns;

    Provider(String... patterns) {
        this.patterns = List.of(patterns);
    }

    static Provider of(Kind kind, EventClass eventClass, String userAgent) {
        if (kind == Kind.OPEN && eventClass == EventClass.PROXY) {
            for (Provider provider : values()) {
                if (provider.patterns.stream().anyMatch(pattern -> matches(pattern, userAgent))) {
                    return provider;
                }
            }
        }
        return OTHER;
    }

    private static boolean matches(String pattern, String userAgent) {
        return pattern.startsWith("%") ? userAgent.contains(pattern.replace("%", "")) : userAgent.equals(pattern);
    }

    /** The same question in SQL, about an event {@code e} and its verdict {@code v}. */
    static String sql() {
        StringBuilder sql = new StringBuilder("case when e.kind <> 'OPEN' or v.class <> 'PROXY' then 'OTHER'");
        for (Provider provider : values()) {
            for (String pattern : provider.patterns) {
                sql.append(" when e.user_agent like '")
                        .append(pattern)
                        .append("' then '")
                        .append(provider)
                        .append('\'');
            }
        }
        return sql.append(" else 'OTHER' end").toString();
    }
}
