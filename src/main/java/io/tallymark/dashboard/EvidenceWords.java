package io.tallymark.dashboard;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Says what a verdict rests on, which is stored in English, in the language of the viewer. */
final class EvidenceWords {

    private static final String SECONDS = "(-?\\d+\\.\\d) s";

    private static final StoredSentences KNOWN = StoredSentences.of(
            "delay " + SECONDS,
            "evidence.delay",
            "no sign of a machine, delay " + SECONDS,
            "evidence.no-machine",
            "(\\d+) links in " + SECONDS,
            "evidence.burst",
            "(\\d+) links in " + SECONDS + " by different clients",
            "evidence.burst-of-many",
            "(\\d+) of (\\d+) links in " + SECONDS,
            "evidence.sweep",
            "same request " + SECONDS + " before",
            "evidence.same-request",
            "same client in at least (\\d+) other messages within " + SECONDS,
            "evidence.many-messages",
            "same client went through the links of at least (\\d+) other messages within " + SECONDS,
            "evidence.sweeps",
            SECONDS + " from a request in which this client was seen to be a machine",
            "evidence.same-visit",
            "the recipient is one of the own recipients",
            "evidence.own-recipient",
            "the message was marked as a test",
            "evidence.marked",
            "address in the own network (.*)",
            "evidence.own-network",
            "address in (.*)",
            "evidence.network",
            "method (.*)",
            "evidence.method",
            "header (.*)",
            "evidence.header",
            "no user agent",
            "evidence.no-user-agent",
            "user agent is a program's name without a device: (.*)",
            "evidence.program",
            "user agent is (.*)",
            "evidence.is",
            "user agent starts with (.*)",
            "evidence.starts",
            "user agent contains (.*)",
            "evidence.contains",
            "user agent gives a contact address at (.*)",
            "evidence.contact",
            "user agent says compatible and then (.*)",
            "evidence.compatible",
            "user agent names itself (.*)",
            "evidence.names-itself",
            "user agent says Mozilla and names no browser",
            "evidence.no-browser",
            "asks for (.*) instead of a page",
            "evidence.no-page",
            "no Accept-Language",
            "evidence.no-language",
            "no Sec-Fetch headers over HTTPS",
            "evidence.no-fetch",
            "a build number that browsers no longer tell",
            "evidence.build",
            "the message is not in this database, so nobody knows when it was sent",
            "evidence.unknown-message",
            "the message could not be decided \\((.*)\\); it is tried again",
            "evidence.failed");

    /** Several signs together, as {@code borrowed-browser} gives them; each begins in one of these ways. */
    private static final String BETWEEN = "; (?=asks for |no Accept-|no Sec-|a build |delay )";

    private EvidenceWords() {}

    /** The evidence in other words; what is not known of it stays as it is. */
    static String of(Words words, String english) {
        return Arrays.stream(english.split(BETWEEN))
                .map(part -> KNOWN.say(words, part, UnaryOperator.identity()).orElse(part))
                .collect(joining("; "));
    }
}
