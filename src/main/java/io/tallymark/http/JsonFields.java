package io.tallymark.http;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a JSON object in a request. Every fault is noted under the field's name; {@link #check()} then refuses the request
 * with all of them at once, so that a caller mends them in one go. Unknown fields are ignored; null counts as absent.
 */
public final class JsonFields {

    private final JsonObject object;
    private final String prefix;
    private final List<Problem.FieldError> errors;

    private JsonFields(JsonObject object, String prefix, List<Problem.FieldError> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** Reads one JSON object in UTF-8; 400 if it is none. */
    public static JsonFields parse(byte[] body) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var reader = Json.createReader(new InputStreamReader(new ByteArrayInputStream(body), decoder))) {
            JsonValue value = reader.readValue();
            if (value.getValueType() != ValueType.OBJECT) {
                throw Problem.unreadable("The body must be a JSON object");
            }
            return new JsonFields(value.asJsonObject(), "", new ArrayList<>());
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            // JsonException, or what the parser throws for nesting that is too deep
            throw Problem.unreadable("The body is not JSON in UTF-8");
        }
    }

    /** The first value of each query parameter, so that queries are checked and refused like bodies; {@code flags} are true or false. */
    public static JsonFields ofQuery(UriInfo uri, String... flags) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        uri.getQueryParameters().forEach((name, values) -> {
            String value = values.get(0);
            boolean isFlag = Arrays.asList(flags).contains(name) && (value.equals("true") || value.equals("false"));
            object.add(
                    name, isFlag ? (value.equals("true") ? JsonValue.TRUE : JsonValue.FALSE) : Json.createValue(value));
        });
        return new JsonFields(object.build(), "", new ArrayList<>());
    }

    /** A text that must be there and not be blank. */
    public String text(String field, int maxLength) {
        Optional<String> text = optionalText(field, maxLength);
        if (text.isPresent() && text.get().isBlank()) {
            error(field, "must not be blank");
        } else if (text.isEmpty() && absent(field)) {
            error(field, "is required");
        }
        return text.orElse("");
    }

    /** A text that may be missing, at most so many characters long. */
    public Optional<String> optionalText(String field, int maxLength) {
        if (absent(field)) {
            return Optional.empty();
        }
        if (!(object.get(field) instanceof JsonString string)) {
            error(field, "must be a string");
            return Optional.empty();
        }
        String text = string.getString();
        if (text.length() > maxLength) {
            error(field, "has " + text.length() + " characters; at most " + maxLength + " are allowed");
        } else if (text.indexOf('\0') >= 0) {
            error(field, "contains a NUL character");
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            error(field, "contains half of a surrogate pair");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    /** A moment in ISO-8601 with an offset, for example {@code 2026-11-23T10:00:00.000Z}; cut to milliseconds. */
    public Optional<Instant> time(String field) {
        return optionalText(field, 50).flatMap(raw -> {
            Optional<Instant> time =
                    JsonFormat.parseTime(raw).map(parsed -> parsed.toInstant().truncatedTo(ChronoUnit.MILLIS));
            if (time.isEmpty()) {
                error(field, "must be a time like 2026-11-23T10:00:00.000Z, between 1970 and 2200");
            }
            return time;
        });
    }

    public Optional<Boolean> flag(String field) {
        if (absent(field)) {
            return Optional.empty();
        }
        ValueType type = object.get(field).getValueType();
        if (type != ValueType.TRUE && type != ValueType.FALSE) {
            error(field, "must be true or false");
            return Optional.empty();
        }
        return Optional.of(type == ValueType.TRUE);
    }

    public <E extends Enum<E>> Optional<E> choice(String field, Class<E> choices) {
        return optionalText(field, 100).flatMap(raw -> {
            Optional<E> found = Arrays.stream(choices.getEnumConstants())
                    .filter(choice -> choice.name().equals(raw))
                    .findFirst();
            if (found.isEmpty()) {
                error(field, "must be one of " + Arrays.toString(choices.getEnumConstants()));
            }
            return found;
        });
    }

    public Optional<JsonFields> object(String field) {
        if (absent(field)) {
            return Optional.empty();
        }
        if (object.get(field).getValueType() != ValueType.OBJECT) {
            error(field, "must be an object");
            return Optional.empty();
        }
        return Optional.of(new JsonFields(object.getJsonObject(field), prefix + field + ".", errors));
    }

    /** A list of objects with {@code least} to {@code most} of them. */
    public List<JsonFields> objects(String field, int least, int most) {
        if (absent(field) || object.get(field).getValueType() != ValueType.ARRAY) {
            error(field, absent(field) ? "is required" : "must be a list");
            return List.of();
        }
        List<JsonValue> items = object.getJsonArray(field);
        if (items.size() < least || items.size() > most) {
            error(field, "has " + items.size() + " items; " + least + " to " + most + " are allowed");
            return List.of();
        }
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String name = prefix + field + "[" + i + "]";
            if (items.get(i).getValueType() == ValueType.OBJECT) {
                objects.add(new JsonFields(items.get(i).asJsonObject(), name + ".", errors));
            } else {
                errors.add(new Problem.FieldError(name, "must be an object"));
            }
        }
        return objects;
    }

    /** A list of texts, which may be missing: then it is empty. */
    public List<String> textList(String field, int most, int maxLength) {
        if (absent(field)) {
            return List.of();
        }
        if (object.get(field).getValueType() != ValueType.ARRAY) {
            error(field, "must be a list");
            return List.of();
        }
        List<JsonValue> items = object.getJsonArray(field);
        if (items.size() > most) {
            error(field, "has " + items.size() + " items; at most " + most + " are allowed");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof JsonString text && text.getString().length() <= maxLength) {
                texts.add(text.getString());
            } else {
                error(field + "[" + i + "]", "must be a string of at most " + maxLength + " characters");
            }
        }
        return texts;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return !absent(field);
    }

    /** An object whose values are texts; numbers are taken as they are written. */
    public Map<String, String> texts(String field, int maxLength) {
        Map<String, String> texts = new HashMap<>();
        object(field).ifPresent(fields -> {
            for (String name : fields.object.keySet()) {
                if (fields.object.get(name) instanceof JsonNumber number) {
                    texts.put(name, number.toString());
                } else {
                    fields.optionalText(name, maxLength).ifPresent(text -> texts.put(name, text));
                }
            }
        });
        return texts;
    }

    public void error(String field, String message) {
        errors.add(new Problem.FieldError(prefix + field, message));
    }

    /** Refuses the request (422) if any field was at fault. */
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private boolean absent(String field) {
        return !object.containsKey(field) || object.get(field).getValueType() == ValueType.NULL;
    }
}
