package io.tallymark.classify;

import java.util.Locale;

/**
 * One thing that is known of a program or a network.
 *
 * @param open what an open that fits is; HUMAN: a person's program, UNDECIDED: this says nothing about opens
 * @param click the same for a click
 * @param group what kind of program, for people: proxy, prefetch, mail client, app, bot, preview, scanner, tool, network, local
 * @param match how {@code text} is compared
 * @param source where the fact comes from
 * @param date the month in which that was true, {@code 2026-11}
 */
public record Signature(
        EventClass open,
        EventClass click,
        String group,
        Match match,
        String text,
        String what,
        String source,
        String date) {

    /** Ways to compare, all without regard to case. */
    public enum Match {
        /** The user agent is exactly this. */
        EXACT,
        /** The user agent starts with this. */
        START,
        /** The user agent contains this. */
        CONTAINS,
        /** The user agent contains this as a word: no letter or digit on either side. */
        WORD,
        /** The client's address is in this network. */
        NETWORK
    }

    /** @param lowerCase a user agent in lower case */
    boolean fits(String lowerCase) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return switch (match) {
            case EXACT -> lowerCase.equals(wanted);
            case START -> lowerCase.startsWith(wanted);
            case CONTAINS -> lowerCase.contains(wanted);
            case WORD -> containsWord(lowerCase, wanted);
            case NETWORK -> false;
        };
    }

    private static boolean containsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /** What an event is for which this was found; on a shared relay a click is nobody's in particular, so it stays a person's. */
    EventClass eventClass(boolean isClick, boolean shared) {
        EventClass found = isClick ? click : open;
        return isClick && shared && open == EventClass.PROXY && click == EventClass.SCANNER ? EventClass.HUMAN : found;
    }

    String evidence() {
        return switch (match) {
            case EXACT -> "user agent is " + text + " (" + what + ")";
            case START -> "user agent starts with " + text + " (" + what + ")";
            case CONTAINS, WORD -> "user agent contains " + text + " (" + what + ")";
            case NETWORK -> "address in " + text + " (" + what + ")";
        };
    }
}
