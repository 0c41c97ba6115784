package io.tallymark.dashboard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A difference that a recount found, taken apart.
 *
 * @param campaign its id
 * @param kind what differs, in one word: event, sent, scope, quarter, recipient, unique, message, span
 * @param detail the row and its numbers
 */
public record Difference(String campaign, String kind, String detail) {

    private static final Pattern TOLD = Pattern.compile("campaign ([0-9a-f-]{36}), ([a-z]+): (.*)");

    /** Reads a line of a verification's details; one of another form is all detail. */
    static Difference read(String line) {
        Matcher told = TOLD.matcher(line);
        return told.matches()
                ? new Difference(told.group(1), told.group(2), told.group(3))
                : new Difference("", "event", line);
    }
}
