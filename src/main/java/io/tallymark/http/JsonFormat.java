package io.tallymark.http;

import jakarta.json.Json;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
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
            OutputStream out) {
        write(value, out);
    }

    /** Writes a record or map to a stream in UTF-8 and leaves the stream open. */
    public static void write(Object value, OutputStream out) {
        JsonGenerator json = Json.createGenerator(new KeepOpen(out));
        write(json, null, value);
        json.close();
    }

    /** The JSON text of a record, map, list or scalar. */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        JsonGenerator json = Json.createGenerator(text);
        write(json, null, value);
        json.close();
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
        return TIME.format(time);
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

    private static void write(JsonGenerator json, String name, Object value) {
        if (value instanceof Record record) {
            start(json, name, false);
            for (Component component : COMPONENTS.get(record.getClass())) {
                write(json, component.name(), valueOf(component, record));
            }
            json.writeEnd();
        } else if (value instanceof Map<?, ?> map) {
            start(json, name, false);
            map.forEach((key, item) -> write(json, key.toString(), item));
            json.writeEnd();
        } else if (value instanceof List<?> list) {
            start(json, name, true);
            list.forEach(item -> write(json, null, item));
            json.writeEnd();
        } else {
            scalar(json, name, value);
        }
    }

    private static void start(JsonGenerator json, String name, boolean isList) {
        if (isList) {
            if (name == null) {
                json.writeStartArray();
            } else {
                json.writeStartArray(name);
            }
        } else if (name == null) {
            json.writeStartObject();
        } else {
            json.writeStartObject(name);
        }
    }

    private static void scalar(JsonGenerator json, String name, Object value) {
        if (name != null) {
            json.writeKey(name);
        }
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.write(flag);
        } else if (value instanceof Number number) {
            json.write(number.longValue());
        } else if (value instanceof Instant time) {
            json.write(time(time));
        } else {
            json.write(value.toString());
        }
    }

    private static Object valueOf(Component component, Record record) {
        try {
            return component.accessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A generator closes what it writes to, but the answer may go on. */
    private static final class KeepOpen extends java.io.FilterOutputStream {
        KeepOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws java.io.IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws java.io.IOException {
            flush();
        }
    }
}
