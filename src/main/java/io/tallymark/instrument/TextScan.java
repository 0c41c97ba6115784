package io.tallymark.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds web addresses in plain text where mail clients find them: from {@code http://} or {@code https://} at the beginning of a word
 * to white space, an angle bracket or a quotation mark, without the punctuation of the sentence around it (I9).
 */
final class TextScan {

    private static final String CLEAR_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE_END = "-----END PGP SIGNATURE-----";
    /** Quotation marks, CJK brackets and punctuation: none belongs to an address. */
    private static final String ENDS = "<>\"`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb"
            + "\u2026\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5e";

    private static final String SENTENCE = ".,;:!?'*";
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String text;
    private final LinkPolicy policy;
    private final List<FoundLink> links = new ArrayList<>();
    /** The next place where an address may be; -1 if there is none. */
    private int nextColon;

    private TextScan(String text, LinkPolicy policy) {
        this.text = text;
        this.policy = policy;
        this.nextColon = text.indexOf("://");
    }

    static Scan of(String text, LinkPolicy policy) {
        TextScan scan = new TextScan(text, policy);
        int from = 0;
        // a changed letter would break the signature
        for (int signed = text.indexOf(CLEAR_SIGNED); signed >= 0; signed = text.indexOf(CLEAR_SIGNED, from)) {
            scan.find(from, signed);
            int end = text.indexOf(SIGNATURE_END, signed);
            from = end < 0 ? text.length() : end;
        }
        scan.find(from, text.length());
        return new Scan(List.copyOf(scan.links), OptionalInt.empty(), List.of());
    }

    private void find(int from, int to) {
        // a segment without an address is passed over without searching the rest of the text again
        if (nextColon >= 0 && nextColon < from) {
            nextColon = text.indexOf("://", from);
        }
        for (int colon = nextColon; colon >= 0 && colon < to; colon = text.indexOf("://", colon)) {
            int start = schemeStart(colon, from);
            colon = start < 0 ? colon + 3 : Math.max(colon + 3, address(start, colon + 3, to));
            nextColon = text.indexOf("://", colon);
        }
    }

    /** Where {@code http} or {@code https} before the colon begins, if a word begins there; else -1. */
    private int schemeStart(int colon, int from) {
        for (String scheme : List.of("https", "http")) {
            int start = colon - scheme.length();
            if (start >= from && Tag.isSpelled(text, start, scheme)) {
                return start > from && isInWord(text.codePointBefore(start)) ? -1 : start;
            }
        }
        return -1;
    }

    /** Scripts from the CJK radicals on put no space before an address. */
    private static boolean isInWord(int character) {
        return Character.isLetterOrDigit(character) && character < 0x2e80;
    }

    /** Notes the address from {@code start} on; returns where to look on. */
    private int address(int start, int host, int to) {
        int end = host;
        while (end < to && !endsAddress(end)) {
            end++;
        }
        int folded = foldedEnd(start, end, to);
        boolean tagFollows = text.startsWith("<%", end) || MergeTag.isIn(text.substring(start, end));
        int last = folded > end || tagFollows ? Math.max(folded, end) : withoutSentence(host, end);
        if (last > host) {
            String target = LinkTarget.normal(text.substring(start, last));
            links.add(new FoundLink(
                    Part.TEXT,
                    start,
                    last,
                    target,
                    "",
                    tagFollows
                            ? java.util.Optional.of(Reason.TEMPLATE_TOKEN)
                            : LinkTarget.reasonToLeave(target, Attributes.NONE, policy)));
        }
        return Math.max(folded, end);
    }

    private boolean endsAddress(int at) {
        char character = text.charAt(at);
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || (character >= '\u3000' && character <= '\u303f')
                || ENDS.indexOf(character) >= 0
                || (character == ']' && text.startsWith("](", at)); // Markdown
    }

    /**
     * An address in angle brackets may be folded over lines (RFC 3986, appendix C): then it ends at its bracket. Half of it must not
     * be replaced, because a client that joins the lines would follow our address with the rest behind it.
     */
    private int foldedEnd(int start, int end, int to) {
        if (start == 0 || text.charAt(start - 1) != '<') {
            return end;
        }
        int at = end;
        while (at < to && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
            int next = at;
            while (next < to && (text.charAt(next) == '\r' || text.charAt(next) == '\n')) {
                next++;
            }
            int lineEnd = next;
            while (lineEnd < to && !endsAddress(lineEnd)) {
                lineEnd++;
            }
            if (lineEnd < to && text.charAt(lineEnd) == '>' && lineEnd > next) {
                return lineEnd;
            }
            at = lineEnd > next ? lineEnd : to;
        }
        return end;
    }

    /** The end without what closes the sentence or the bracket around the address. */
    private int withoutSentence(int from, int end) {
        int[] depth = new int[OPENING.length()];
        for (int i = from; i < end; i++) {
            int opening = OPENING.indexOf(text.charAt(i));
            int closing = CLOSING.indexOf(text.charAt(i));
            if (opening >= 0) {
                depth[opening]++;
            } else if (closing >= 0) {
                depth[closing]--;
            }
        }
        int last = end;
        while (last > from) {
            char character = text.charAt(last - 1);
            int closing = CLOSING.indexOf(character);
            if (closing >= 0 && depth[closing] < 0) {
                depth[closing]++;
            } else if (SENTENCE.indexOf(character) < 0) {
                break;
            }
            last--;
        }
        return last;
    }
}
