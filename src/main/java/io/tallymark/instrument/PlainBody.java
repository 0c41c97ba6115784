package io.tallymark.instrument;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A body without transfer encoding. */
record PlainBody(byte[] body) implements TransferBody {

    @Override
    public byte[] decoded() {
        return body;
    }

    @Override
    public byte[] edited(List<Edit> edits) {
        return spliced(body, edits);
    }

    @Override
    public byte[] encoded(byte[] content) {
        return content;
    }

    static byte[] spliced(byte[] bytes, List<Edit> edits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 128 * edits.size());
        int copied = 0;
        for (Edit edit : edits) {
            out.write(bytes, copied, edit.start() - copied);
            out.writeBytes(edit.replacement().getBytes(StandardCharsets.US_ASCII));
            copied = edit.end();
        }
        out.write(bytes, copied, bytes.length - copied);
        return out.toByteArray();
    }
}
