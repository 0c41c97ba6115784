package io.tallymark.instrument;

import java.util.function.UnaryOperator;
import org.jsoup.parser.Parser;

/** Gathers what a reader sees of a link: its text; without any, the alternative texts of its images. */
final class LinkLabel {

    private static final int LONGEST = 200;
    private static final int ENOUGH = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder alternative = new StringBuilder();

    /** Adds text as it stands in the HTML, character references and all. */
    void addText(String html, int start, int end) {
        if (text.length() < ENOUGH) {
            text.append(html, start, Math.min(end, start + ENOUGH));
        }
    }

    /** Adds the alternative text of an image; null if it has none. */
    void addAlternative(String words) {
        if (words != null && alternative.length() < ENOUGH) {
            alternative.append(' ').append(words, 0, Math.min(words.length(), ENOUGH));
        }
    }

    /** The label gathered so far; then begins anew. */
    String take(UnaryOperator<String> decoding) {
        String visible = text.isEmpty() ? "" : tidy(Parser.unescapeEntities(decoding.apply(text.toString()), false));
        String label = visible.isEmpty() ? tidy(alternative) : visible;
        text.setLength(0);
        alternative.setLength(0);
        return label;
    }

    /** One line without invisible characters at its ends or doubled inside, cut to the longest label. */
    private static String tidy(CharSequence words) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < words.length() && line.length() < LONGEST; i++) {
            char character = words.charAt(i);
            if (isBlank(character)) {
                gap = !line.isEmpty();
            } else {
                if (gap) {
                    line.append(' ');
                    gap = false;
                }
                line.append(character);
            }
        }
        line.setLength(Math.min(line.length(), LONGEST));
        if (!line.isEmpty() && Character.isHighSurrogate(line.charAt(line.length() - 1))) {
            line.setLength(line.length() - 1);
        }
        return line.toString().strip();
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || character == '\u00a0'
                || character == '\ufeff'
                || (character >= '\u200b' && character <= '\u200f');
    }
}
