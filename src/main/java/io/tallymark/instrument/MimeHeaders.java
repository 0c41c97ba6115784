package io.tallymark.instrument;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header lines of a message or part, found by their bytes and never written anew (RFC 5322, 2.2). */
final class MimeHeaders {

    /** One header: its name in lower case, its unfolded value, and the range of its lines. */
    record Header(String name, String value, int start, int end) {}

    private static final int MOST = 2_000;

    private final List<Header> headers;
    private final int end;
    private final int bodyStart;

    private MimeHeaders(List<Header> headers, int end, int bodyStart) {
        this.headers = headers;
        this.end = end;
        this.bodyStart = bodyStart;
    }

    /** Reads the header lines from {@code from} up to an empty line or {@code to}. */
    static MimeHeaders read(byte[] message, int from, int to) throws MalformedMessageException {
        List<Header> headers = new ArrayList<>();
        int at = from;
        while (at < to) {
            int lineEnd = Lines.end(message, at, to);
            int contentEnd = Lines.contentEnd(message, at, lineEnd);
            if (contentEnd == at) {
                return new MimeHeaders(headers, at, lineEnd);
            }
            while (lineEnd < to && (message[lineEnd] == ' ' || message[lineEnd] == '\t')) {
                lineEnd = Lines.end(message, lineEnd, to);
            }
            boolean mailbox = at == 0 && startsWith(message, at, "From ");
            if (headers.size() == MOST) {
                throw new MalformedMessageException("there are more than " + MOST + " headers");
            }
            if (!mailbox) {
                headers.add(header(message, at, lineEnd));
            }
            at = lineEnd;
        }
        return new MimeHeaders(headers, at, at);
    }

    private static Header header(byte[] message, int start, int end) throws MalformedMessageException {
        int colon = start;
        while (colon < end && message[colon] > ' ' && message[colon] != ':') {
            colon++;
        }
        int nameEnd = colon;
        while (colon < end && (message[colon] == ' ' || message[colon] == '\t')) {
            colon++;
        }
        if (nameEnd == start || colon >= end || message[colon] != ':') {
            throw new MalformedMessageException("a header line has no name and colon");
        }
        String name = new String(message, start, nameEnd - start, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        String value = text(message, colon + 1, end).replaceAll("\r?\n", "").strip();
        return new Header(name, value, start, end);
    }

    /** UTF-8, as RFC 6532 has it, or else every byte as one character. */
    private static String text(byte[] message, int start, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(message, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean startsWith(byte[] message, int at, String word) {
        return at + word.length() <= message.length
                && new String(message, at, word.length(), StandardCharsets.US_ASCII).equals(word);
    }

    boolean isEmpty() {
        return headers.isEmpty();
    }

    boolean has(String name) {
        return headers.stream().anyMatch(header -> header.name().equals(name));
    }

    /** The only header of this name; refuses two, because readers differ on which of them counts. */
    Optional<Header> only(String name) throws MalformedMessageException {
        List<Header> found =
                headers.stream().filter(header -> header.name().equals(name)).toList();
        if (found.size() > 1) {
            throw new MalformedMessageException("the header " + name + " is there twice");
        }
        return found.stream().findFirst();
    }

    Optional<Header> first(String name) {
        return headers.stream().filter(header -> header.name().equals(name)).findFirst();
    }

    /** The value of the first header of this name; empty if there is none. */
    String value(String name) {
        return first(name).map(Header::value).orElse("");
    }

    /** Offset of the empty line behind them, or of the end if there is none. */
    int end() {
        return end;
    }

    /** Whether an empty line ends them; without one there is no body. */
    boolean areEnded() {
        return bodyStart > end;
    }

    int bodyStart() {
        return bodyStart;
    }
}
