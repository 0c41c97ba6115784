package io.tallymark.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written by hand is what a generator and a formatter would write. */
class JsonFormatTest {

    record Inner(String text) {}

    record Nothing() {}

    record All(
            String text,
            Object absent,
            boolean flag,
            long number,
            Instant time,
            Inner inner,
            List<Object> list,
            Map<String, Object> map,
            Nothing nothing) {}

    @Test
    void everyKindOfValueIsReadBack() {
        StringBuilder text = new StringBuilder("\"quoted\\ / é € \uD83D\uDE00 \u007f \u2028");
        for (char control = 0; control < ' '; control++) {
            text.append(control);
        }
        All all = new All(
                text.toString(),
                null,
                true,
                Long.MIN_VALUE,
                Instant.parse("2026-03-01T00:00:00.007999Z"),
                new Inner("i"),
                List.of("a", List.of(), 1),
                Map.of("k\n", "v"),
                new Nothing());
        JsonObject read;
        try (var reader = Json.createReader(new StringReader(JsonFormat.write(all)))) {
            read = reader.readObject();
        }
        assertThat(read.keySet())
                .containsExactly("text", "absent", "flag", "number", "time", "inner", "list", "map", "nothing");
        assertThat(read.getString("text")).isEqualTo(text.toString());
        assertThat(read.isNull("absent")).isTrue();
        assertThat(read.getBoolean("flag")).isTrue();
        assertThat(read.getJsonNumber("number").longValueExact()).isEqualTo(Long.MIN_VALUE);
        assertThat(read.getString("time")).isEqualTo("2026-03-01T00:00:00.007Z");
        assertThat(read.getJsonObject("inner").getString("text")).isEqualTo("i");
        assertThat(read.getJsonArray("list")).hasToString("[\"a\",[],1]");
        assertThat(read.getJsonObject("map").getString("k\n")).isEqualTo("v");
        assertThat(read.getJsonObject("nothing")).isEmpty();
    }

    @Test
    void timesAreInMilliseconds() {
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-80_000_000_000L, 300_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(JsonFormat.time(time)).isEqualTo(formatter.format(time));
        }
    }
}
