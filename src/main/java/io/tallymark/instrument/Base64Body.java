package io.tallymark.instrument;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A body in base64; an edit shifts everything behind it, so lines are made anew from 76 characters. */
final class Base64Body implements TransferBody {

    private static final int LINE = 76;

    private final byte[] body;
    private final byte[] ending;
    private final byte[] decoded;

    private Base64Body(byte[] body, byte[] ending, byte[] decoded) {
        this.body = body;
        this.ending = ending;
        this.decoded = decoded;
    }

    /** Empty if the body holds anything but base64 and line ends. */
    static Optional<Base64Body> read(byte[] body, byte[] ending) {
        ByteArrayOutputStream dense = new ByteArrayOutputStream(body.length);
        for (byte character : body) {
            if (character != '\r' && character != '\n' && character != ' ' && character != '\t') {
                dense.write(character);
            }
        }
        try {
            // the plain decoder takes no foreign character and no wrong padding, unlike the MIME decoder
            return Optional.of(new Base64Body(body, ending, Base64.getDecoder().decode(dense.toByteArray())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] decoded() {
        return decoded;
    }

    @Override
    public byte[] edited(List<Edit> edits) {
        return edits.isEmpty() ? body : encoded(PlainBody.spliced(decoded, edits));
    }

    @Override
    public byte[] encoded(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length * 4 / 3 + 16);
        out.writeBytes(Base64.getMimeEncoder(LINE, ending).encode(content));
        int tail = body.length;
        while (tail > 0 && body[tail - 1] <= ' ') {
            tail--;
        }
        out.write(body, tail, body.length - tail);
        return out.toByteArray();
    }
}
