package io.tallymark.dashboard;

import java.util.Map;

/** Says warnings about messages, which are stored in English, in the language of the viewer. */
final class WarningWords {

    private static final StoredSentences KNOWN = StoredSentences.of(
            "The HTML has (\\d+) kB; .*", "warning.clipped",
            "The HTML holds an open pixel already .*", "warning.pixel",
            "A link shows (.*) but leads to (.*)", "warning.contradiction",
            "The message has no plain-text part", "warning.no-text",
            "The message stays as it came: (.*)", "warning.untouched",
            "A part stays as it came: (.*)", "warning.part");

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
        return KNOWN.say(words, english, value -> untouched(words, value)).orElse(english);
    }

    /** Why a message or a part of it stays as it came; as it is if the reason is not known. */
    static String untouched(Words words, String english) {
        String text = UNTOUCHED.get(english);
        return text == null ? english : words.text(text);
    }
}
