package io.tallymark.instrument;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A body in quoted-printable (RFC 2045, 6.7). Each decoded byte knows where its encoded form stands; what is put in gets lines of its
 * own between soft line breaks, so that every other line stays as it was.
 */
final class QuotedPrintableBody implements TransferBody {

    private static final int LINE = 76;
    private static final String HEX = "0123456789ABCDEF";

    private final byte[] body;
    private final byte[] ending;
    private byte[] decoded;
    /** Where the encoded form of each decoded byte begins. */
    private int[] places;

    QuotedPrintableBody(byte[] body, byte[] ending) {
        this.body = body;
        this.ending = ending;
        this.decoded = new byte[body.length];
        this.places = new int[body.length];
        int length = 0;
        for (int at = 0; at < body.length; ) {
            int lineEnd = Lines.end(body, at, body.length);
            length = decodeLine(at, lineEnd, length);
            at = lineEnd;
        }
        decoded = Arrays.copyOf(decoded, length);
        places = Arrays.copyOf(places, length);
    }

    /** Decodes one line to {@code length} on; white space before its end was added on the way and does not count. */
    private int decodeLine(int start, int end, int length) {
        int contentEnd = Lines.contentEnd(body, start, end);
        int last = contentEnd;
        while (last > start && (body[last - 1] == ' ' || body[last - 1] == '\t')) {
            last--;
        }
        boolean soft = last > start && body[last - 1] == '=';
        int to = soft ? last - 1 : contentEnd == end ? contentEnd : last; // the last line of all may end in a space
        int out = length;
        for (int at = start; at < to; out++) {
            places[out] = at;
            if (body[at] == '=' && isHex(at + 1, to) && isHex(at + 2, to)) {
                decoded[out] = (byte) (Character.digit(body[at + 1], 16) << 4 | Character.digit(body[at + 2], 16));
                at += 3;
            } else {
                decoded[out] = body[at];
                at++;
            }
        }
        for (int at = contentEnd; !soft && at < end; at++, out++) {
            places[out] = at;
            decoded[out] = body[at];
        }
        return out;
    }

    private boolean isHex(int at, int to) {
        return at < to && Character.digit(body[at], 16) >= 0;
    }

    @Override
    public byte[] decoded() {
        return decoded;
    }

    @Override
    public byte[] edited(List<Edit> edits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 160 * edits.size());
        int copied = 0;
        for (Edit edit : edits) {
            int start = place(edit.start());
            out.write(body, copied, start - copied);
            copied = edit.end() > edit.start() ? encodedEnd(edit.end() - 1) : start;
            boolean lineBegins = start == 0 || body[start - 1] == '\n';
            boolean lineEnds = copied == body.length || body[copied] == '\r' || body[copied] == '\n';
            insert(out, edit.replacement(), lineBegins, lineEnds);
        }
        out.write(body, copied, body.length - copied);
        return out.toByteArray();
    }

    /** Where the encoded form of a byte begins; for the end, behind the last byte but before a soft break that dangles there. */
    private int place(int index) {
        return index < places.length ? places[index] : index == 0 ? 0 : encodedEnd(index - 1);
    }

    private int encodedEnd(int index) {
        int place = places[index];
        boolean escaped = body[place] == '=' && isHex(place + 1, body.length) && isHex(place + 2, body.length);
        return place + (escaped ? 3 : 1);
    }

    private void insert(ByteArrayOutputStream out, String ascii, boolean lineBegins, boolean lineEnds) {
        if (!lineBegins) {
            softBreak(out, ending);
        }
        int column = 0;
        for (int i = 0; i < ascii.length(); i++) {
            char character = ascii.charAt(i);
            column = put(out, (byte) character, character == '=', column, ending);
        }
        if (!lineEnds) {
            softBreak(out, ending);
        }
    }

    /** Writes one byte, after a soft break if the line has no room for it; returns the new column. */
    private static int put(ByteArrayOutputStream out, byte value, boolean escape, int column, byte[] ending) {
        int width = escape ? 3 : 1;
        int start = column;
        if (column + width >= LINE) {
            softBreak(out, ending);
            start = 0;
        }
        if (escape) {
            out.write('=');
            out.write(HEX.charAt(value >> 4 & 15));
            out.write(HEX.charAt(value & 15));
        } else {
            out.write(value);
        }
        return start + width;
    }

    private static void softBreak(ByteArrayOutputStream out, byte[] ending) {
        out.write('=');
        out.writeBytes(ending);
    }

    @Override
    public byte[] encoded(byte[] content) {
        return encode(content, ending);
    }

    /** Any content in quoted-printable; its line ends stay line ends. */
    static byte[] encode(byte[] content, byte[] ending) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + content.length / 20 + 16);
        for (int at = 0; at < content.length; ) {
            int lineEnd = Lines.end(content, at, content.length);
            int contentEnd = Lines.contentEnd(content, at, lineEnd);
            int column = 0;
            for (int i = at; i < contentEnd; i++) {
                byte value = content[i];
                boolean blank = value == ' ' || value == '\t';
                boolean escape = blank ? i == contentEnd - 1 : value < '!' || value > '~' || value == '=';
                column = put(out, value, escape, column, ending);
            }
            out.write(content, contentEnd, lineEnd - contentEnd);
            at = lineEnd;
        }
        return out.toByteArray();
    }
}
