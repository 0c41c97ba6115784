package io.tallymark.http;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How answers look: records with their components in the order of declaration, null where one does not apply; times in UTC with
 * milliseconds; ids and enum constants as texts. JSON-B would order the fields differently on each server.
 */
@Provider
public class JsonFormat implements MessageBodyWriter<Record> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private static final int TIME_LENGTH = 24;
    private static final int LAST_YEAR = 9999;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private static final OffsetDateTime EARLIEST = OffsetDateTime.parse("1970-01-01T00:00:00Z");
    private static final OffsetDateTime LATEST = OffsetDateTime.parse("2200-01-01T00:00:00Z");

    /** A field of a record; it may be called differently outside, where Java keeps the word for itself. */
    private record Component(String name, Class<?> type, Method accessor) {

        static Component of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            JsonbProperty given = accessor.getAnnotation(JsonbProperty.class);
            return new Component(given == null ? component.getName() : given.value(), component.getType(), accessor);
        }
    }

    /** Asked for once per type: an export asks for millions of rows. */
    private static final ClassValue<Component[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected Component[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Component::of).toArray(Component[]::new);
        }
    };

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() && mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        write(value, out);
    }

    /** Writes a record or map to a stream in UTF-8 and leaves the stream open. */
    public static void write(Object value, OutputStream out) throws IOException {
        out.write(write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON text of a record, map, list or scalar. */
    public static String write(Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    /** A time as the API reads it: ISO-8601 with an offset, between 1970 and 2200, which every database can hold. */
    public static Optional<OffsetDateTime> parseTime(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.isAfter(EARLIEST) && time.isBefore(LATEST) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time as the API writes it. */
    public static String time(Instant time) {
        StringBuilder text = new StringBuilder(TIME_LENGTH);
        append(time, text);
        return text.toString();
    }

    /** By hand, because an export writes millions of them and a formatter takes ten times as long. */
    private static void append(Instant time, StringBuilder text) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > LAST_YEAR) {
            text.append(TIME.format(time));
            return;
        }
        digits(utc.getYear(), 1000, text);
        digits(utc.getMonthValue(), 10, text.append('-'));
        digits(utc.getDayOfMonth(), 10, text.append('-'));
        digits(utc.getHour(), 10, text.append('T'));
        digits(utc.getMinute(), 10, text.append(':'));
        digits(utc.getSecond(), 10, text.append(':'));
        digits(utc.getNano() / NANOS_OF_MILLI, 100, text.append('.'));
        text.append('Z');
    }

    private static void digits(int number, int first, StringBuilder text) {
        for (int unit = first; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
    }

    /** The names of a record's fields, in order; those of a record inside with its name before, as in {@code clicks.total}. */
    static List<String> names(Class<?> type) {
        return Arrays.stream(COMPONENTS.get(type))
                .flatMap(component -> component.type().isRecord()
                        ? names(component.type()).stream().map(name -> component.name() + "." + name)
                        : Stream.of(component.name()))
                .toList();
    }

    /** The values of these fields as plain texts: null is empty, what is no scalar is JSON. */
    static List<String> values(Record record) {
        List<String> values = new ArrayList<>();
        for (Component component : COMPONENTS.get(record.getClass())) {
            Object value = valueOf(component, record);
            if (!component.type().isRecord()) {
                values.add(plain(value));
            } else if (value == null) {
                names(component.type()).forEach(name -> values.add(""));
            } else {
                values.addAll(values((Record) value));
            }
        }
        return values;
    }

    private static String plain(Object value) {
        if (value == null) {
            return "";
        }
        boolean nested = value instanceof Record || value instanceof Map || value instanceof List;
        return nested ? write(value) : value instanceof Instant time ? time(time) : value.toString();
    }

    /** Likewise by hand: a generator made for each cell of a table takes longer than all else. */
    static void append(Object value, StringBuilder text) {
        if (value == null || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Record row) {
            char between = '{';
            for (Component component : COMPONENTS.get(row.getClass())) {
                field(between, component.name(), valueOf(component, row), text);
                between = ',';
            }
            text.append(between == '{' ? "{}" : "}");
        } else if (value instanceof Map<?, ?> map) {
            char between = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                field(between, entry.getKey().toString(), entry.getValue(), text);
                between = ',';
            }
            text.append(between == '{' ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            char between = '[';
            for (Object item : list) {
                append(item, text.append(between));
                between = ',';
            }
            text.append(between == '[' ? "[]" : "]");
        } else if (value instanceof Number number) {
            text.append(number.longValue());
        } else if (value instanceof Instant time) {
            append(time, text.append('"'));
            text.append('"');
        } else {
            JsonText.quote(value.toString(), text);
        }
    }

    private static void field(char between, String name, Object value, StringBuilder text) {
        JsonText.quote(name, text.append(between));
        append(value, text.append(':'));
    }

    private static Object valueOf(Component component, Record record) {
        try {
            return component.accessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
