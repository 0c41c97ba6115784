package io.tallymark.report;

import io.tallymark.campaign.Ids;
import io.tallymark.classify.EventClass;
import io.tallymark.event.RawEvent;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.Problem;
import io.tallymark.token.Kind;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which events a list shows; what is empty does not narrow it.
 *
 * @param eventClass {@code UNDECIDED} is also what has no verdict yet
 * @param to not itself
 */
public record EventFilter(
        Optional<UUID> campaign,
        Optional<UUID> snapshot,
        Optional<UUID> message,
        Optional<Kind> kind,
        Optional<EventClass> eventClass,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All events of one message. */
    public static EventFilter ofMessage(UUID message) {
        return new EventFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(message),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Reads {@code campaign}, {@code snapshot}, {@code message}, {@code kind}, {@code class}, {@code from}, {@code to}; 422 names the
     * one that is not valid.
     */
    public static EventFilter of(MultivaluedMap<String, String> query) {
        return new EventFilter(
                id(query, "campaign"),
                id(query, "snapshot"),
                id(query, "message"),
                constant(query, "kind", Kind.values()),
                constant(query, "class", EventClass.values()),
                time(query, "from"),
                time(query, "to"));
    }

    private static Optional<UUID> id(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name))
                .map(raw -> Ids.parse(raw).orElseThrow(() -> Problem.invalid(name, "is not an id")));
    }

    private static <E extends Enum<E>> Optional<E> constant(
            MultivaluedMap<String, String> query, String name, E[] constants) {
        return Optional.ofNullable(query.getFirst(name))
                .map(raw -> Arrays.stream(constants)
                        .filter(each -> each.name().equals(raw))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid(name, "must be one of " + Arrays.toString(constants))));
    }

    private static Optional<Instant> time(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name))
                .map(raw -> JsonFormat.parseTime(raw)
                        .map(OffsetDateTime::toInstant)
                        .orElseThrow(() -> Problem.invalid(name, "must be a time like 2026-11-23T10:00:00.000Z")));
    }

    /** The kinds that are wanted. */
    List<Kind> kinds() {
        return kind.map(List::of).orElse(List.of(Kind.values()));
    }

    /** The snapshot, or else the campaign, if there is one. */
    Optional<UUID> scope() {
        return snapshot.or(() -> campaign);
    }

    /** Whether only events without a true verdict are wanted. */
    boolean isUndecided() {
        return eventClass.equals(Optional.of(EventClass.UNDECIDED));
    }

    /** The same, of messages that are not known. */
    EventFilter ofUnknownMessages() {
        return new EventFilter(Optional.of(RawEvent.UNKNOWN), snapshot, message, kind, eventClass, from, to);
    }
}
