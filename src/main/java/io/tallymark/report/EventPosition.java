package io.tallymark.report;

import io.tallymark.classify.EventView;
import io.tallymark.http.JsonFormat;
import java.time.Instant;
import java.util.UUID;

/** Where in the order of all events one of them stands: by its time, then by its id. */
record EventPosition(Instant time, UUID id) {

    static EventPosition parse(String text) {
        int space = text.indexOf(' ');
        return new EventPosition(
                JsonFormat.parseTime(text.substring(0, space)).orElseThrow().toInstant(),
                UUID.fromString(text.substring(space + 1)));
    }

    static String of(EventView event) {
        return event.occurredAt() + " " + event.id();
    }
}
