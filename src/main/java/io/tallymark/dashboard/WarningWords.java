package io.tallymark.dashboard;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Says warnings about messages, which are stored in English, in the language of the viewer. */
final class WarningWords {

    private record Known(Pattern english, String text) {}

    private static final List<Known> KNOWN = List.of(
            new Known(Pattern.compile("The HTML has (\\d+) kB; .*"), "warning.clipped"),
            new Known(Pattern.compile("The HTML holds an open pixel already .*"), "warning.pixel"),
            new Known(Pattern.compile("A link shows (.*) but leads to (.*)"), "warning.contradiction"),
            new Known(Pattern.compile("The message has no plain-text part"), "warning.no-text"),
            new Known(Pattern.compile("The message stays as it came: (.*)"), "warning.untouched"),
            new Known(Pattern.compile("A part stays as it came: (.*)"), "warning.part"));

    private static final Map<String, String> UNTOUCHED = Map.of(
            "DKIM-signed; instrument first and sign afterwards", "untouched.dkim",
            "signed", "untouched.signed",
            "encrypted", "untouched.encrypted",
            "a report", "untouched.report",
            "signed or encrypted (S/MIME)", "untouched.smime",
            "no part whose links are tracked", "untouched.nothing");

    private WarningWords() {}

    /** The warning in other words; as it is if it is not known. */
    static String of(Words words, String english) {
        for (Known known : KNOWN) {
            Matcher found = known.english().matcher(english);
            if (found.matches()) {
                Object[] values = IntStream.rangeClosed(1, found.groupCount())
                        .mapToObj(group -> untouched(words, found.group(group)))
                        .toArray();
                return words.text(known.text(), values);
            }
        }
        return english;
    }

    /** Why a message or a part of it stays as it came; as it is if the reason is not known. */
    static String untouched(Words words, String english) {
        String text = UNTOUCHED.get(english);
        return text == null ? english : words.text(text);
    }
}
