package io.tallymark.dashboard;

import io.tallymark.http.Problem;
import io.tallymark.report.ByClass;
import io.tallymark.report.Timeline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The part of a timeline that a page shows: from one day to another, buckets in which nothing happened among them.
 *
 * @param from first day; null for where the timeline begins
 * @param to last day; null for where it ends
 */
record TimeWindow(LocalDate from, LocalDate to) {

    /** So many bars can still be told apart; of more, the latest are shown. */
    static final int MOST = 366;

    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
    private static final ByClass NONE = new ByClass(0, 0, 0, 0, 0, 0);

    /** @param isCut whether there would have been more than {@link #MOST} */
    record Shown(List<Timeline.Point> points, boolean isCut) {}

    /** Reads days as a date field gives them; empty and null are no bound, and what is no day is refused. */
    static TimeWindow of(String from, String to) {
        return new TimeWindow(day("from", from), day("to", to));
    }

    private static LocalDate day(String name, String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(given);
            if (!day.isBefore(EARLIEST) && day.isBefore(LATEST)) {
                return day;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw Problem.invalid(name, "must be a day like 2026-11-25");
    }

    /** The buckets within, as they are. */
    List<Timeline.Point> within(Timeline timeline) {
        ZoneId zone = ZoneId.of(timeline.zone());
        Instant start = from == null ? Instant.MIN : from.atStartOfDay(zone).toInstant();
        Instant end =
                to == null ? Instant.MAX : to.plusDays(1).atStartOfDay(zone).toInstant();
        return timeline.buckets().stream()
                .filter(point -> !point.start().isBefore(start) && point.start().isBefore(end))
                .toList();
    }

    /** The same with all that lies between. */
    Shown shown(Timeline timeline) {
        List<Timeline.Point> points = within(timeline);
        if (points.isEmpty()) {
            return new Shown(points, false);
        }
        Map<Instant, Timeline.Point> known =
                points.stream().collect(Collectors.toMap(Timeline.Point::start, Function.identity()));
        ZoneId zone = ZoneId.of(timeline.zone());
        boolean days = timeline.bucket().equals("day");
        List<Timeline.Point> all = new ArrayList<>();
        ZonedDateTime first = points.get(0).start().atZone(zone);
        ZonedDateTime last = points.get(points.size() - 1).start().atZone(zone);
        boolean cut = buckets(first, last, days) > MOST;
        for (ZonedDateTime at = cut ? back(last, days) : first; !at.isAfter(last); at = next(at, days)) {
            all.add(known.getOrDefault(at.toInstant(), new Timeline.Point(at.toInstant(), NONE, NONE)));
        }
        return new Shown(all, cut);
    }

    private static long buckets(ZonedDateTime first, ZonedDateTime last, boolean days) {
        Duration between = Duration.between(first, last);
        return 1 + (days ? between.toDays() : between.toHours());
    }

    private static ZonedDateTime back(ZonedDateTime last, boolean days) {
        return days ? last.toLocalDate().minusDays(MOST - 1L).atStartOfDay(last.getZone()) : last.minusHours(MOST - 1L);
    }

    private static ZonedDateTime next(ZonedDateTime at, boolean days) {
        return days ? at.toLocalDate().plusDays(1).atStartOfDay(at.getZone()) : at.plusHours(1);
    }
}
