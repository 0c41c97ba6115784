package io.tallymark.event;

import io.tallymark.token.Kind;
import jakarta.json.Json;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A raw event as it is in the table.
 *
 * @param linkId 0 for an open
 * @param address the client's address, or its network after it was shortened
 * @param headersJson the kept headers as a JSON object
 */
public record RawEvent(
        UUID id,
        Kind kind,
        UUID messageId,
        long linkId,
        Instant occurredAt,
        String method,
        String userAgent,
        String address,
        String headersJson) {

    /** Stands for the campaign and snapshot of an event whose message is not known (E5). */
    public static final UUID UNKNOWN = new UUID(0, 0);

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** The kept headers by name; {@link jakarta.json.JsonException} if the row holds something else. */
    public Map<String, String> headers() {
        if (headersJson.equals("{}")) {
            return Map.of();
        }
        Map<String, String> headers = new HashMap<>();
        try (var reader = READERS.createReader(new StringReader(headersJson))) {
            var object = reader.readObject();
            object.keySet().forEach(name -> headers.put(name, object.getString(name)));
        }
        return headers;
    }
}
