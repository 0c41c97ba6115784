package io.tallymark.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of bytes, each of bounded length: a longer one is replaced by a text that is no JSON, so that it is told as such. */
final class LineReader {

    private static final int LONGEST_LINE = 256 * 1024;
    private static final byte[] TOO_LONG = "line over 256 kB".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private int number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The number of the line read last, counted from 1. */
    int number() {
        return number;
    }

    /** The next line without its end; empty at the end of the stream. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        number++;
        boolean tooLong = false;
        for (; read >= 0 && read != '\n'; read = in.read()) {
            tooLong = tooLong || line.size() == LONGEST_LINE;
            if (!tooLong && read != '\r') {
                line.write(read);
            }
        }
        return Optional.of(tooLong ? TOO_LONG : line.toByteArray());
    }
}
