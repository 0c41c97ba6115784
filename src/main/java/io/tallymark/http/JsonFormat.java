package io.tallymark.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How answers look: every field is there, null where it does not apply; times in UTC with milliseconds. */
@Provider
public class JsonFormat implements ContextResolver<Jsonb> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private static final Jsonb JSON =
            JsonbBuilder.create(new JsonbConfig().withNullValues(true).withAdapters(new InstantAdapter()));

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSON;
    }

    /** The JSON text of a record. */
    public static String write(Object value) {
        return JSON.toJson(value);
    }

    /** A time as the API writes it. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** Times with exactly three digits of a second, so that they sort as text. */
    public static final class InstantAdapter implements JsonbAdapter<Instant, String> {
        @Override
        public String adaptToJson(Instant time) {
            return time == null ? null : time(time);
        }

        @Override
        public Instant adaptFromJson(String text) {
            return Instant.parse(text);
        }
    }
}
