package io.tallymark.instrument;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The decoded bytes of a leaf as text to scan, and the way back from edits of the text to edits of the bytes.
 *
 * <p>HTML in a charset that contains ASCII is viewed byte by byte as ISO-8859-1, so that invalid bytes survive: in UTF-8, ISO-8859,
 * Windows code pages, Shift_JIS, EUC, GBK, GB18030 and Big5 no byte of a longer character equals one that has a meaning in tags.
 * Only a value is decoded with the real charset. Plain text and charsets like ISO-2022-JP and UTF-16 are decoded as a whole, and
 * only if encoding gives the same bytes back.
 */
final class CharsetView {

    /** {@code BYTES}: a character a byte; {@code CHARACTERS}: pieces encode for themselves; {@code WHOLE}: they do not. */
    private enum Way {
        BYTES,
        CHARACTERS,
        WHOLE
    }

    private final Way way;
    private final Charset charset;
    private final String text;

    private CharsetView(Way way, Charset charset, String text) {
        this.way = way;
        this.charset = charset;
        this.text = text;
    }

    /** Empty if the charset is unknown, or the bytes cannot be given back exactly. */
    static Optional<CharsetView> of(byte[] bytes, String charsetName, Part part) {
        Optional<Charset> named = charsetName == null ? Optional.of(StandardCharsets.US_ASCII) : find(charsetName);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Charset charset = named.get().equals(StandardCharsets.US_ASCII) ? guess(bytes) : named.get();
        boolean containsAscii = containsAscii(charset);
        if (part == Part.HTML && containsAscii) {
            return Optional.of(new CharsetView(Way.BYTES, charset, new String(bytes, StandardCharsets.ISO_8859_1)));
        }
        String text = new String(bytes, charset);
        return charset.canEncode() && Arrays.equals(text.getBytes(charset), bytes)
                ? Optional.of(new CharsetView(containsAscii ? Way.CHARACTERS : Way.WHOLE, charset, text))
                : Optional.empty();
    }

    private static Optional<Charset> find(String name) {
        try {
            return Optional.of(Charset.forName(name.strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Without a charset, or with ASCII, other bytes are most likely UTF-8 or else Windows-1252. */
    private static Charset guess(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return Charset.forName("windows-1252");
        }
    }

    private static boolean containsAscii(Charset charset) {
        String name = charset.name().toUpperCase(Locale.ROOT);
        if (name.contains("2022") || name.contains("5022") || name.startsWith("UTF-16") || name.startsWith("UTF-32")) {
            return false;
        }
        StringBuilder ascii = new StringBuilder("\t\r\n");
        for (char character = ' '; character < 0x7f; character++) {
            ascii.append(character);
        }
        byte[] bytes = ascii.toString().getBytes(StandardCharsets.US_ASCII);
        return new String(bytes, charset).contentEquals(ascii)
                && charset.canEncode()
                && Arrays.equals(ascii.toString().getBytes(charset), bytes);
    }

    String text() {
        return text;
    }

    /** Turns a piece of the text into what it says. */
    UnaryOperator<String> decoding() {
        return way == Way.BYTES && !charset.equals(StandardCharsets.ISO_8859_1)
                ? piece -> new String(piece.getBytes(StandardCharsets.ISO_8859_1), charset)
                : UnaryOperator.identity();
    }

    /** What the whole says, for showing it; invalid bytes are lost here. */
    String readable() {
        return decoding().apply(text);
    }

    /** The body with edits of the text. */
    byte[] edited(TransferBody body, List<Edit> edits) {
        return switch (way) {
            case BYTES -> body.edited(edits);
            case CHARACTERS -> body.edited(inBytes(edits));
            case WHOLE ->
                edits.isEmpty()
                        ? body.edited(edits)
                        : body.encoded(Edit.applied(text, edits).getBytes(charset));
        };
    }

    private List<Edit> inBytes(List<Edit> edits) {
        List<Edit> moved = new ArrayList<>();
        int character = 0;
        int at = 0;
        for (Edit edit : edits) {
            int start = at + text.substring(character, edit.start()).getBytes(charset).length;
            int end = start + text.substring(edit.start(), edit.end()).getBytes(charset).length;
            moved.add(new Edit(start, end, edit.replacement()));
            character = edit.end();
            at = end;
        }
        return moved;
    }
}
