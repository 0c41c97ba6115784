package io.tallymark.instrument;

import java.util.Locale;
import java.util.Set;

/**
 * Finds the place of the pixel by walking over tags, comments and raw text as a browser's tokeniser does (I6). A parser will not do:
 * its tree says where the first {@code </body>} is, not the last.
 */
final class PixelPlace {

    private static final Set<String> RAW_TEXT =
            Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext");

    private final String html;
    private int at;
    private int lastBodyEnd = -1;
    private int swallowedFrom = -1;

    private PixelPlace(String html) {
        this.html = html;
    }

    static int find(String html) {
        PixelPlace place = new PixelPlace(html);
        place.walk();
        if (place.lastBodyEnd >= 0) {
            return place.lastBodyEnd;
        }
        return place.swallowedFrom >= 0 ? place.swallowedFrom : html.length();
    }

    private void walk() {
        for (at = html.indexOf('<'); at >= 0 && swallowedFrom < 0; at = html.indexOf('<', at)) {
            if (html.startsWith("<!--", at)) {
                comment();
            } else if (startsName(at + 1)) {
                startTag();
            } else if (html.startsWith("</", at) && startsName(at + 2)) {
                endTag();
            } else if (html.startsWith("<!", at) || html.startsWith("<?", at) || html.startsWith("</", at)) {
                skipTo(html.indexOf('>', at)); // doctype and what browsers take for a comment
            } else {
                at++;
            }
        }
    }

    private boolean startsName(int position) {
        return position < html.length() && isLetter(html.charAt(position));
    }

    private static boolean isLetter(char character) {
        return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
    }

    /** Ends at {@code -->} or {@code --!>}; {@code <!-->} and {@code <!--->} are whole comments. */
    private void comment() {
        int from = at + 4;
        if (html.startsWith(">", from) || html.startsWith("->", from)) {
            at = html.indexOf('>', from) + 1;
            return;
        }
        for (int dashes = html.indexOf("--", from); dashes >= 0; dashes = html.indexOf("--", dashes + 1)) {
            if (html.startsWith(">", dashes + 2) || html.startsWith("!>", dashes + 2)) {
                at = html.indexOf('>', dashes) + 1;
                return;
            }
        }
        swallowedFrom = at;
    }

    private void startTag() {
        int start = at;
        String name = name(at + 1);
        skipTo(tagEnd(at + 1 + name.length()));
        if (swallowedFrom < 0 && RAW_TEXT.contains(name)) {
            rawText(start, name);
        }
    }

    private void rawText(int start, String name) {
        String end = "</" + name;
        for (int close = html.indexOf("</", at); close >= 0; close = html.indexOf("</", close + 2)) {
            int after = close + end.length();
            boolean closes = html.regionMatches(true, close, end, 0, end.length())
                    && (after == html.length() || " \t\n\f\r/>".indexOf(html.charAt(after)) >= 0);
            if (closes && !name.equals("plaintext")) {
                at = close;
                return;
            }
        }
        swallowedFrom = start;
    }

    private void endTag() {
        int start = at;
        String name = name(at + 2);
        skipTo(tagEnd(at + 2 + name.length()));
        if (swallowedFrom < 0 && name.equals("body")) {
            lastBodyEnd = start;
        }
    }

    private String name(int from) {
        int end = from;
        while (end < html.length() && " \t\n\f\r/>".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    /** The closing bracket of a tag whose attributes may be quoted; -1 if there is none. */
    private int tagEnd(int from) {
        boolean afterEquals = false;
        for (int i = from; i < html.length(); i++) {
            char character = html.charAt(i);
            if (character == '>') {
                return i;
            }
            if (afterEquals && (character == '"' || character == '\'')) {
                i = html.indexOf(character, i + 1);
                if (i < 0) {
                    return -1;
                }
                afterEquals = false;
            } else if (character == '=') {
                afterEquals = true;
            } else if (" \t\n\f\r".indexOf(character) < 0) {
                afterEquals = false;
            }
        }
        return -1;
    }

    private void skipTo(int end) {
        if (end < 0) {
            swallowedFrom = at;
        } else {
            at = end + 1;
        }
    }
}
