package io.tallymark.instrument;

import java.util.Locale;

/**
 * Walks once over HTML as a browser's tokeniser does (WHATWG HTML, 13.2.5): tags with the places of their attributes, comments, raw
 * text. It builds no tree, so that each place is reported once, even those of links that a tree builder would clone.
 */
final class HtmlTokens {

    /** What is told of each token; offsets are in UTF-16 units of the walked text. */
    interface Visitor {
        /** Characters outside tags, references not decoded; raw text (scripts, styles) is not told. */
        default void text(int start, int end) {}

        /** A start tag; {@code tag} holds it only until this returns. */
        default void startTag(Tag tag) {}

        /** An end tag from its {@code <} to after its {@code >}. */
        default void endTag(String name, int start, int end) {}

        /** A comment between {@code <!--} and its end mark. */
        default void comment(int start, int end) {}
    }

    private final String html;
    private final Visitor visitor;
    private final Tag tag;
    private int at;
    private int swallowedFrom = -1;

    private HtmlTokens(String html, Visitor visitor) {
        this.html = html;
        this.visitor = visitor;
        this.tag = new Tag(html);
    }

    /** Walks over {@code html}; returns where an unclosed comment, raw text or tag begins that swallows the rest, or -1. */
    static int walk(String html, Visitor visitor) {
        HtmlTokens tokens = new HtmlTokens(html, visitor);
        tokens.walk();
        return tokens.swallowedFrom;
    }

    static boolean isSpace(char character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t' || character == '\f';
    }

    private void walk() {
        int told = 0;
        for (at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
            int start = at;
            char next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
            boolean isTag = isLetter(next) || next == '/' || next == '!' || next == '?';
            if (!isTag) {
                at++;
                continue;
            }
            if (told < start) {
                visitor.text(told, start);
            }
            markup(next);
            if (swallowedFrom >= 0) {
                return;
            }
            told = at;
        }
        if (told < html.length()) {
            visitor.text(told, html.length());
        }
    }

    private void markup(char next) {
        if (isLetter(next)) {
            startTag();
        } else if (next == '/' && at + 2 == html.length()) {
            swallowedFrom = at; // text by itself, but it would make a comment of what is put behind it
        } else if (next == '/' && isLetter(html.charAt(at + 2))) {
            endTag();
        } else if (html.startsWith("<!--", at)) {
            comment();
        } else {
            goBehind(html.indexOf('>', at)); // doctype, and what browsers take for a comment
        }
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
                visitor.comment(from, dashes);
                return;
            }
        }
        swallowedFrom = at;
    }

    private void startTag() {
        int start = at;
        int end = tag.read(start);
        goBehind(end);
        if (swallowedFrom < 0) {
            visitor.startTag(tag);
            if (holdsRawText(tag.name())) {
                rawText(start, tag.name());
            }
        }
    }

    private static boolean holdsRawText(String name) {
        return switch (name) {
            case "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext" -> true;
            default -> false;
        };
    }

    private void rawText(int start, String name) {
        int close = name.equals("script") ? ScriptText.end(html, at) : name.equals("plaintext") ? -1 : closing(name);
        if (close < 0 || tag.skipAttributes(close + 2 + name.length()) < 0) {
            swallowedFrom = start;
        } else {
            at = close;
        }
    }

    private int closing(String name) {
        for (int close = html.indexOf("</", at); close >= 0; close = html.indexOf("</", close + 2)) {
            if (names(html, close + 2, name)) {
                return close;
            }
        }
        return -1;
    }

    /** Whether the tag name at {@code offset} is {@code name}, in any case. */
    static boolean names(String html, int offset, String name) {
        int after = offset + name.length();
        return after < html.length()
                && Tag.isSpelled(html, offset, name)
                && (isSpace(html.charAt(after)) || html.charAt(after) == '/' || html.charAt(after) == '>');
    }

    private void endTag() {
        int start = at;
        int nameEnd = Tag.nameEnd(html, start + 2);
        String name = html.substring(start + 2, nameEnd).toLowerCase(Locale.ROOT);
        goBehind(tag.skipAttributes(nameEnd));
        if (swallowedFrom < 0) {
            visitor.endTag(name, start, at);
        }
    }

    private void goBehind(int end) {
        if (end < 0) {
            swallowedFrom = at;
        } else {
            at = end + 1;
        }
    }
}
