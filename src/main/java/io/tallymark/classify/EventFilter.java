package io.tallymark.classify;

import io.tallymark.campaign.Ids;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.Problem;
import io.tallymark.token.Kind;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which events a list shows, as a condition on the event {@code e} and its verdict {@code v} with its parameters.
 *
 * @param conditions JPQL, joined by "and"
 */
public record EventFilter(List<String> conditions, Map<String, Object> parameters) {

    /** Reads {@code campaign}, {@code snapshot}, {@code message}, {@code kind}, {@code class}, {@code from}, {@code to}. */
    public static EventFilter of(MultivaluedMap<String, String> query) {
        EventFilter filter = new EventFilter(new ArrayList<>(), new HashMap<>());
        filter.id(query, "campaign", "e.campaignId");
        filter.id(query, "snapshot", "e.snapshotId");
        filter.id(query, "message", "e.messageId");
        filter.kind(query.getFirst("kind"));
        filter.eventClass(query.getFirst("class"));
        filter.time(query, "from", "e.occurredAt >= :from");
        filter.time(query, "to", "e.occurredAt < :to");
        return filter;
    }

    void add(String condition) {
        conditions.add(condition);
    }

    void bind(String name, Object value) {
        parameters.put(name, value);
    }

    private void id(MultivaluedMap<String, String> query, String name, String attribute) {
        String raw = query.getFirst(name);
        if (raw != null) {
            bind(name, Ids.parse(raw).orElseThrow(() -> Problem.invalid(name, "is not an id")));
            add(attribute + " = :" + name);
        }
    }

    private void kind(String raw) {
        if (raw != null) {
            if (!raw.equals("OPEN") && !raw.equals("CLICK")) {
                throw Problem.invalid("kind", "must be OPEN or CLICK");
            }
            bind("kind", Kind.valueOf(raw));
            add("e.kind = :kind");
        }
    }

    private void eventClass(String raw) {
        if (raw != null) {
            EventClass wanted = Arrays.stream(EventClass.values())
                    .filter(each -> each.name().equals(raw))
                    .findFirst()
                    .orElseThrow(
                            () -> Problem.invalid("class", "must be one of " + Arrays.toString(EventClass.values())));
            bind("class", wanted);
            add(
                    wanted == EventClass.UNDECIDED
                            ? "(v.eventClass is null or v.eventClass = :class)"
                            : "v.eventClass = :class");
        }
    }

    private void time(MultivaluedMap<String, String> query, String name, String condition) {
        String raw = query.getFirst(name);
        if (raw != null) {
            bind(
                    name,
                    JsonFormat.parseTime(raw)
                            .orElseThrow(() -> Problem.invalid(name, "must be a time like 2026-11-23T10:00:00.000Z")));
            add(condition);
        }
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
}
