package io.tallymark.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tallymark.database.Columns;
import io.tallymark.report.CampaignOverview.Day;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The last days of campaigns. Reading them touches many rows of a busy campaign, so what was read is kept for as long as the campaign's
 * counts are the same, and of a busy one for a moment when they are not: its trend may be a minute old, the numbers beside it never are.
 */
@ApplicationScoped
class Trends {

    private static final int QUARTERS_A_DAY = 96;

    /** The clocks of a zone change at most once in a few weeks, so two offsets and the moment between them are enough. */
    private static final String DAYS = "select scope, day_number, sum(opens), sum(clicks) from (select t.scope,"
            + " (t.quarter + case when t.quarter < cast(? as integer) then cast(? as integer) else cast(? as integer) end) / "
            + QUARTERS_A_DAY + " as day_number, t.open_human + t.open_proxy as opens, t.click_human as clicks"
            + " from unnest(?) as wanted(id) join quarter_tally t on t.scope = wanted.id and t.quarter >= ?) q"
            + " group by scope, day_number";

    private static final Duration MOMENT = Duration.ofMinutes(1);
    /** Events of a campaign whose trend costs more than a few milliseconds. */
    private static final long BUSY = 5_000;

    private static final int MOST = 2_000;

    private record Wanted(UUID campaign, LocalDate first, int days, ZoneId zone) {}

    private record Known(long[] counts, Instant read, List<Day> days) {

        boolean holds(long[] now) {
            return Arrays.equals(counts, now)
                    || Arrays.stream(now).sum() >= BUSY && read.plus(MOMENT).isAfter(Instant.now());
        }
    }

    private final Cache<Wanted, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** The last {@code days} days of {@code zone} for each campaign; {@code numbers} are what is counted now of those that have any. */
    Map<UUID, List<Day>> of(
            Connection connection,
            List<UUID> campaigns,
            Map<Scope, ScopeNumbers.Numbers> numbers,
            int days,
            ZoneId zone)
            throws SQLException {
        LocalDate first = LocalDate.now(zone).minusDays(days - 1L);
        Map<UUID, long[]> counts = campaigns.stream()
                .collect(Collectors.toMap(
                        campaign -> campaign,
                        campaign -> numbers.getOrDefault(Scope.of(campaign), ScopeNumbers.Numbers.NONE)
                                .counts()
                                .cells()));
        Map<UUID, List<Day>> trends = new HashMap<>();
        for (UUID campaign : campaigns) {
            Known before = known.getIfPresent(new Wanted(campaign, first, days, zone));
            if (before != null && before.holds(counts.get(campaign))) {
                trends.put(campaign, before.days());
            }
        }
        List<UUID> missing = campaigns.stream()
                .filter(campaign -> !trends.containsKey(campaign))
                .toList();
        Map<UUID, Map<LocalDate, Day>> read = missing.isEmpty() ? Map.of() : days(connection, missing, first, zone);
        for (UUID campaign : missing) {
            List<Day> filled = filled(read.getOrDefault(campaign, Map.of()), first, days);
            known.put(new Wanted(campaign, first, days, zone), new Known(counts.get(campaign), Instant.now(), filled));
            trends.put(campaign, filled);
        }
        return trends;
    }

    private static List<Day> filled(Map<LocalDate, Day> active, LocalDate first, int days) {
        return IntStream.range(0, days)
                .mapToObj(first::plusDays)
                .map(day -> active.getOrDefault(day, new Day(day, 0, 0)))
                .toList();
    }

    private static Map<UUID, Map<LocalDate, Day>> days(
            Connection connection, List<UUID> campaigns, LocalDate first, ZoneId zone) throws SQLException {
        Instant start = first.atStartOfDay(zone).toInstant();
        ZoneOffsetTransition change = zone.getRules().nextTransition(start);
        int changed = change == null ? Integer.MAX_VALUE : Quarters.of(change.getInstant());
        int before = zone.getRules().getOffset(start).getTotalSeconds() / Quarters.SECONDS;
        int after = change == null ? before : change.getOffsetAfter().getTotalSeconds() / Quarters.SECONDS;
        Map<UUID, Map<LocalDate, Day>> days = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(DAYS)) {
            select.setInt(1, changed);
            select.setInt(2, before);
            select.setInt(3, after);
            select.setArray(4, Sql.array(connection, "uuid", campaigns, campaign -> campaign));
            select.setInt(5, Quarters.of(start));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LocalDate day = LocalDate.ofEpochDay(row.getInt(2));
                    days.computeIfAbsent(Columns.uuid(row, 1), campaign -> new HashMap<>())
                            .put(day, new Day(day, row.getLong(3), row.getLong(4)));
                }
            }
        }
        return days;
    }
}
