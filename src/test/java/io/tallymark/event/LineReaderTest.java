package io.tallymark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static List<String> lines(String text) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> lines = new ArrayList<>();
        for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(reader.number() + ":" + new String(line.get(), StandardCharsets.UTF_8));
        }
        return lines;
    }

    @Test
    void e7_linesAreCountedFromOneAlsoEmptyOnes() throws IOException {
        assertThat(lines("a\r\n\nb")).containsExactly("1:a", "2:", "3:b");
        assertThat(lines("a\n")).containsExactly("1:a");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aLineWithoutEndIsNotKept() throws IOException {
        assertThat(lines("x".repeat(2_000_000) + "\nnext")).containsExactly("1:line over 256 kB", "2:next");
    }
}
