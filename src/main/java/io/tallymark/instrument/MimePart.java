package io.tallymark.instrument;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A message or one of its parts as ranges of the message's bytes (RFC 2045, RFC 2046). */
final class MimePart {

    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 1_000;

    private final MimeHeaders headers;
    private final ContentType type;
    private final int bodyEnd;
    private final List<MimePart> children = new ArrayList<>();

    private MimePart(MimeHeaders headers, ContentType type, int bodyEnd) {
        this.headers = headers;
        this.type = type;
        this.bodyEnd = bodyEnd;
    }

    static MimePart parse(byte[] message) throws MalformedMessageException {
        MimePart whole = parse(message, 0, message.length, 0);
        if (whole.headers.isEmpty()) {
            throw new MalformedMessageException("there are no headers");
        }
        return whole;
    }

    private static MimePart parse(byte[] message, int from, int to, int depth) throws MalformedMessageException {
        if (depth > DEEPEST) {
            throw new MalformedMessageException("parts are nested more than " + DEEPEST + " deep");
        }
        MimeHeaders headers = MimeHeaders.read(message, from, to);
        MimePart part = new MimePart(headers, type(headers), to);
        if (part.isMultipart() && !part.isSealed()) {
            part.split(message, depth);
        }
        return part;
    }

    private static ContentType type(MimeHeaders headers) throws MalformedMessageException {
        Optional<MimeHeaders.Header> header = headers.only("content-type");
        try {
            return header.isPresent() ? new ContentType(header.get().value()) : new ContentType("text", "plain", null);
        } catch (ParseException e) {
            throw new MalformedMessageException("a content type cannot be read");
        }
    }

    private void split(byte[] message, int depth) throws MalformedMessageException {
        String boundary = type.getParameter("boundary");
        if (boundary == null || boundary.isBlank()) {
            throw new MalformedMessageException("a multipart has no boundary");
        }
        byte[] mark = ("--" + boundary).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        int partStart = -1;
        boolean closed = false;
        for (int at = headers.bodyStart(); at < bodyEnd && !closed; ) {
            int lineEnd = Lines.end(message, at, bodyEnd);
            Delimiter delimiter = Delimiter.at(message, at, Lines.contentEnd(message, at, lineEnd), mark);
            if (delimiter != Delimiter.NONE) {
                if (children.size() == MOST_PARTS) {
                    throw new MalformedMessageException("a multipart has more than " + MOST_PARTS + " parts");
                }
                if (partStart >= 0) {
                    children.add(parse(message, partStart, withoutLineEnd(message, partStart, at), depth + 1));
                }
                partStart = lineEnd;
                closed = delimiter == Delimiter.LAST;
            }
            at = lineEnd;
        }
        if (!closed) {
            throw new MalformedMessageException("a multipart is not closed by its boundary");
        }
    }

    /** The line end before a boundary belongs to the boundary. */
    private static int withoutLineEnd(byte[] message, int from, int to) {
        return Lines.contentEnd(message, Math.min(from, to), to);
    }

    private enum Delimiter {
        NONE,
        NEXT,
        LAST;

        /** White space may follow a boundary; anything else makes it another line. */
        static Delimiter at(byte[] message, int start, int end, byte[] mark) {
            if (end - start < mark.length
                    || !java.util.Arrays.equals(message, start, start + mark.length, mark, 0, mark.length)) {
                return NONE;
            }
            int at = start + mark.length;
            boolean last = at + 1 < end && message[at] == '-' && message[at + 1] == '-';
            for (int i = last ? at + 2 : at; i < end; i++) {
                if (message[i] != ' ' && message[i] != '\t') {
                    return NONE;
                }
            }
            return last ? LAST : NEXT;
        }
    }

    /** Tells each leaf whose text is the message's own: not those under a signature or encryption, and no attachment. */
    void leaves(Consumer<MimePart> visitor) {
        if (isAttachment()) {
            return;
        }
        if (isMultipart()) {
            children.forEach(child -> child.leaves(visitor));
        } else {
            visitor.accept(this);
        }
    }

    MimeHeaders headers() {
        return headers;
    }

    int bodyStart() {
        return headers.bodyStart();
    }

    int bodyEnd() {
        return bodyEnd;
    }

    boolean is(String mediaType) {
        return type.match(mediaType);
    }

    /** The charset as the part names it; null if it names none. */
    String charset() {
        return type.getParameter("charset");
    }

    private boolean isMultipart() {
        return type.getPrimaryType().equalsIgnoreCase("multipart");
    }

    /** Signed and encrypted parts, and reports, which quote what others sent: their bytes must stay as they are. */
    boolean isSealed() {
        return is("multipart/signed") || is("multipart/encrypted") || is("multipart/report");
    }

    private boolean isAttachment() {
        String given = headers.value("content-disposition");
        try {
            ContentDisposition disposition = new ContentDisposition(given.isEmpty() ? "inline" : given);
            return !"inline".equalsIgnoreCase(disposition.getDisposition())
                    || disposition.getParameter("filename") != null;
        } catch (ParseException e) {
            return !given.toLowerCase(Locale.ROOT).startsWith("inline");
        }
    }
}
