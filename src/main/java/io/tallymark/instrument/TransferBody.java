package io.tallymark.instrument;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The body of a leaf in its transfer encoding (RFC 2045, 6), whose decoded bytes can be edited. */
interface TransferBody {

    /** The bytes that the encoding stands for. */
    byte[] decoded();

    /** The encoded body with edits of the decoded bytes, everything else as it was. */
    byte[] edited(List<Edit> edits);

    /** Other content in the same encoding. */
    byte[] encoded(byte[] content);

    /** Reads a body; empty if the encoding is unknown or the body is no such encoding. New lines get {@code ending}. */
    static Optional<? extends TransferBody> read(String encoding, byte[] body, byte[] ending) {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "", "7bit", "8bit", "binary" -> Optional.of(new PlainBody(body));
            case "quoted-printable" -> Optional.of(new QuotedPrintableBody(body, ending));
            case "base64" -> Base64Body.read(body, ending);
            default -> Optional.empty();
        };
    }
}
