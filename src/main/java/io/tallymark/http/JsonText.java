package io.tallymark.http;

import java.nio.charset.StandardCharsets;

/**
 * Texts as JSON strings (RFC 8259, 7). A message of 100 kB is escaped for every recipient, and a generator made for each piece takes
 * fifty times as long.
 */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** The text between quotation marks, in UTF-8. */
    public static byte[] quoted(String text) {
        return ('"' + escape(text, 0, text.length()) + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** A piece of the text as it stands between the quotation marks, in UTF-8; it must not cut a surrogate pair. */
    public static byte[] escaped(String text, int start, int end) {
        return escape(text, start, end).getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the text between quotation marks. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        escape(text, 0, text.length(), out);
        out.append('"');
    }

    private static String escape(String text, int start, int end) {
        StringBuilder out = new StringBuilder((end - start) + (end - start) / 16 + 16);
        escape(text, start, end, out);
        return out.toString();
    }

    private static void escape(String text, int start, int end, StringBuilder out) {
        int copied = start;
        for (int i = start; i < end; i++) {
            char character = text.charAt(i);
            if (character < ' ' || character == '"' || character == '\\') {
                out.append(text, copied, i).append('\\');
                switch (character) {
                    case '"', '\\' -> out.append(character);
                    case '\n' -> out.append('n');
                    case '\r' -> out.append('r');
                    case '\t' -> out.append('t');
                    default ->
                        out.append("u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
                }
                copied = i + 1;
            }
        }
        out.append(text, copied, end);
    }
}
