package io.tallymark.dashboard;

import io.tallymark.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which events the address of a page asks for (U2).
 *
 * @param given the parameters that say something, by name
 * @param zone in which {@code from} and {@code to} are written, and times are shown
 */
record EventQuery(Map<String, String> given, ZoneId zone) {

    private static final List<String> NAMES =
            List.of("campaign", "snapshot", "message", "kind", "class", "from", "to", "zone");

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    static EventQuery of(HttpServletRequest request, ZoneId usual) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value =
                    Optional.ofNullable(request.getParameter(name)).orElse("").strip();
            if (!value.isEmpty()) {
                given.put(name, value);
            }
        }
        return new EventQuery(given, zone(given.get("zone"), usual));
    }

    private static ZoneId zone(String given, ZoneId usual) {
        try {
            return given == null ? usual : ZoneId.of(given);
        } catch (DateTimeException e) {
            throw Problem.invalid("zone", "must be a time zone like Europe/Paris");
        }
    }

    /** Empty if the address says nothing. */
    String value(String name) {
        return given.getOrDefault(name, "");
    }

    /** The same with {@code name} set, or without it if {@code value} is empty. */
    EventQuery with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(given);
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return new EventQuery(changed, zone);
    }

    /** As it stands in an address. */
    String address() {
        return given.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** As the list of events takes it; 422 names a time that is none. */
    MultivaluedMap<String, String> filter() {
        MultivaluedMap<String, String> filter = new MultivaluedHashMap<>();
        given.forEach((name, value) -> {
            switch (name) {
                case "from" -> filter.add(name, moment(name, value, 0).toString());
                case "to" -> filter.add(name, moment(name, value, 1).toString());
                case "zone" -> {}
                default -> filter.add(name, value);
            }
        });
        return filter;
    }

    /** The moment as a field for day and time takes it; empty if there is none. */
    String field(String name) {
        return value(name).isEmpty()
                ? ""
                : FIELD.format(
                        moment(name, value(name), "to".equals(name) ? 1 : 0).atZone(zone));
    }

    /** A day (with {@code days} added), day and time in the zone, or a moment of the API. */
    private Instant moment(String name, String value, int days) {
        try {
            if (value.length() == "2026-11-25".length()) {
                return LocalDate.parse(value).plusDays(days).atStartOfDay(zone).toInstant();
            }
            return (value.endsWith("Z")
                            ? Instant.parse(value)
                            : LocalDateTime.parse(value).atZone(zone).toInstant())
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(name, "must be a day like 2026-11-25, or a time like 2026-11-25T10:00");
        }
    }
}
