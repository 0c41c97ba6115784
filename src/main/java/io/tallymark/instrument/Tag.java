package io.tallymark.instrument;

import java.util.Arrays;
import java.util.Locale;

/** A start tag and the places of its attributes; one object serves a whole walk. */
final class Tag {

    /** A range of the text. */
    record Range(int start, int end) {}

    private final String html;
    private String name = "";
    private int start;
    private int end;
    /** Name start, name end, value start, value end of each attribute. */
    private int[] places = new int[64];

    private int count;

    Tag(String html) {
        this.html = html;
    }

    String name() {
        return name;
    }

    /** Offset of its {@code <}. */
    int start() {
        return start;
    }

    /** Offset after its {@code >}. */
    int end() {
        return end;
    }

    /** The value of the first attribute of this name (in lower case), without quotes; null if there is none. */
    Range attribute(String wanted) {
        for (int i = 0; i < count; i++) {
            int from = places[4 * i];
            if (places[4 * i + 1] - from == wanted.length() && isSpelled(html, from, wanted)) {
                return new Range(places[4 * i + 2], places[4 * i + 3]);
            }
        }
        return null;
    }

    /** Reads the tag whose {@code <} is at {@code offset}; returns the offset of its {@code >}, or -1 if it has none. */
    int read(int offset) {
        start = offset;
        int nameEnd = nameEnd(html, offset + 1);
        name = html.substring(offset + 1, nameEnd).toLowerCase(Locale.ROOT);
        int close = skipAttributes(nameEnd);
        end = close + 1;
        return close;
    }

    static int nameEnd(String html, int from) {
        int at = from;
        while (at < html.length() && !endsName(html.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether {@code word}, in lower case, is at {@code offset} in any case; only ASCII letters have one here. */
    static boolean isSpelled(String html, int offset, String word) {
        if (offset + word.length() > html.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char found = html.charAt(offset + i);
            char lower = found >= 'A' && found <= 'Z' ? (char) (found + 0x20) : found;
            if (lower != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsName(char character) {
        return character == '>' || character == '/' || HtmlTokens.isSpace(character);
    }

    /** Notes the attributes from {@code from} on; returns the offset of the closing {@code >}, or -1 if there is none. */
    int skipAttributes(int from) {
        count = 0;
        int at = from;
        while (at < html.length()) {
            char character = html.charAt(at);
            if (character == '>') {
                return at;
            }
            at = endsName(character) ? at + 1 : attribute(at);
            if (at < 0) {
                return -1;
            }
        }
        return -1;
    }

    /** An attribute at {@code from}; an equals sign that comes first belongs to its name. Returns where it ends. */
    private int attribute(int from) {
        int nameEnd = from + 1;
        while (nameEnd < html.length() && html.charAt(nameEnd) != '=' && !endsName(html.charAt(nameEnd))) {
            nameEnd++;
        }
        int equals = spaces(nameEnd);
        if (equals >= html.length() || html.charAt(equals) != '=') {
            note(from, nameEnd, nameEnd, nameEnd);
            return nameEnd;
        }
        int value = spaces(equals + 1);
        if (value >= html.length() || html.charAt(value) == '>') {
            note(from, nameEnd, value, value);
            return value;
        }
        char quote = html.charAt(value);
        if (quote == '"' || quote == '\'') {
            int close = html.indexOf(quote, value + 1);
            note(from, nameEnd, value + 1, close);
            return close < 0 ? -1 : close + 1;
        }
        int valueEnd = value;
        while (valueEnd < html.length() && html.charAt(valueEnd) != '>' && !HtmlTokens.isSpace(html.charAt(valueEnd))) {
            valueEnd++;
        }
        note(from, nameEnd, value, valueEnd);
        return valueEnd;
    }

    private int spaces(int from) {
        int at = from;
        while (at < html.length() && HtmlTokens.isSpace(html.charAt(at))) {
            at++;
        }
        return at;
    }

    private void note(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (4 * count == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[4 * count] = nameStart;
        places[4 * count + 1] = nameEnd;
        places[4 * count + 2] = valueStart;
        places[4 * count + 3] = valueEnd;
        count++;
    }
}
