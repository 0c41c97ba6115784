package io.tallymark.instrument;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A leaf of a raw message that holds the message's own text: scanned once, written with the links of one recipient. */
final class MimeLeaf {

    /** RFC 5322, 2.1.1: the longest line that transport must carry, without its line end. */
    private static final int LONGEST_LINE = 998;

    private final MimePart mime;
    private final Part part;
    private final String encoding;
    private final TransferBody body;
    private final CharsetView view;
    private final Scan scan;

    private MimeLeaf(MimePart mime, Part part, String encoding, TransferBody body, CharsetView view, Scan scan) {
        this.mime = mime;
        this.part = part;
        this.encoding = encoding;
        this.body = body;
        this.view = view;
        this.scan = scan;
    }

    /** Either the scanned leaf, or why it is left alone. */
    record Reading(Optional<MimeLeaf> leaf, String leftBecause) {}

    static Reading read(byte[] message, MimePart mime, Part part, LinkPolicy policy) throws MalformedMessageException {
        String encoding = mime.headers()
                .only("content-transfer-encoding")
                .map(header ->
                        header.value().replaceAll("\\(.*?\\)", "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
        if (!mime.headers().areEnded()) {
            return left("there is no body");
        }
        byte[] bytes = Arrays.copyOfRange(message, mime.bodyStart(), mime.bodyEnd());
        Optional<? extends TransferBody> body = TransferBody.read(encoding, bytes, Lines.ending(message));
        if (body.isEmpty()) {
            boolean known = encoding.equals("base64");
            return left(known ? "the base64 is broken" : "the transfer encoding is unknown");
        }
        Optional<CharsetView> view = CharsetView.of(body.get().decoded(), mime.charset(), part);
        if (view.isEmpty()) {
            return left("the charset is unknown or does not fit the text");
        }
        Scan scan = part == Part.HTML
                ? HtmlScan.of(view.get().text(), view.get().decoding(), policy)
                : TextScan.of(view.get().text(), policy);
        return new Reading(Optional.of(new MimeLeaf(mime, part, encoding, body.get(), view.get(), scan)), "");
    }

    private static Reading left(String reason) {
        return new Reading(Optional.empty(), reason);
    }

    Part part() {
        return part;
    }

    Scan scan() {
        return scan;
    }

    String readable() {
        return view.readable();
    }

    /** Writes the message from {@code copied} to the end of this leaf; returns where that is in the message as it came. */
    int write(
            byte[] message,
            int copied,
            List<Optional<String>> urls,
            Optional<String> pixelUrl,
            ByteArrayOutputStream out) {
        List<Edit> edits = Edit.of(scan, urls, pixelUrl);
        if (edits.isEmpty()) {
            out.write(message, copied, mime.bodyEnd() - copied);
            return mime.bodyEnd();
        }
        byte[] edited = view.edited(body, edits);
        boolean limited = encoding.isEmpty() || encoding.equals("7bit") || encoding.equals("8bit");
        if (limited && Lines.longest(edited) > LONGEST_LINE) {
            writeHeaders(message, copied, out);
            out.writeBytes(QuotedPrintableBody.encode(edited, Lines.ending(message)));
        } else {
            out.write(message, copied, mime.bodyStart() - copied);
            out.writeBytes(edited);
        }
        return mime.bodyEnd();
    }

    /** The headers with another transfer encoding, all others as they were. */
    private void writeHeaders(byte[] message, int copied, ByteArrayOutputStream out) {
        Optional<MimeHeaders.Header> old = mime.headers().first("content-transfer-encoding");
        int start = old.map(MimeHeaders.Header::start).orElse(mime.headers().end());
        int end = old.map(MimeHeaders.Header::end).orElse(start);
        out.write(message, copied, start - copied);
        out.writeBytes("Content-Transfer-Encoding: quoted-printable".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(Lines.ending(message));
        out.write(message, end, mime.bodyStart() - end);
    }
}
