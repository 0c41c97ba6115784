package io.tallymark.report;

import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.report.CampaignOverview.Day;
import io.tallymark.report.CampaignReport.Sent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Reads what lists of campaigns show: one query for each kind of number, however many campaigns there are. */
@ApplicationScoped
@Transactional
public class CampaignOverviews {

    private static final int QUARTERS_A_DAY = 96;

    /** The clocks of a zone change at most once in a few weeks, so two offsets and the moment between them are enough. */
    private static final String DAYS = "select scope, day_number, sum(opens), sum(clicks) from (select t.scope,"
            + " (t.quarter + case when t.quarter < cast(? as integer) then cast(? as integer) else cast(? as integer) end) / "
            + QUARTERS_A_DAY + " as day_number, t.open_human + t.open_proxy as opens, t.click_human as clicks"
            + " from unnest(?) as wanted(id) join quarter_tally t on t.scope = wanted.id and t.quarter >= ?) q"
            + " group by scope, day_number";

    @Inject
    private Database database;

    /** Overviews of {@code campaigns}, in their order, with the last {@code days} days of {@code zone}; some weeks at most. */
    public List<CampaignOverview> of(List<UUID> campaigns, int days, ZoneId zone) throws SQLException {
        if (campaigns.isEmpty()) {
            return List.of();
        }
        LocalDate first = LocalDate.now(zone).minusDays(days - 1L);
        try (Connection connection = database.connection()) {
            Map<UUID, Sent> sent = sent(connection, campaigns);
            Map<Scope, ScopeNumbers.Numbers> numbers = new ScopeNumbers(connection)
                    .of(campaigns.stream().map(Scope::of).toList());
            Map<UUID, Map<LocalDate, Day>> active = days(connection, campaigns, first, zone);
            return campaigns.stream()
                    .map(campaign -> CampaignOverview.of(
                            campaign,
                            sent.getOrDefault(campaign, new Sent(0, 0, 0)),
                            numbers.getOrDefault(Scope.of(campaign), ScopeNumbers.Numbers.NONE),
                            filled(active.getOrDefault(campaign, Map.of()), first, days)))
                    .toList();
        }
    }

    private static List<Day> filled(Map<LocalDate, Day> active, LocalDate first, int days) {
        return IntStream.range(0, days)
                .mapToObj(first::plusDays)
                .map(day -> active.getOrDefault(day, new Day(day, 0, 0)))
                .toList();
    }

    private static Map<UUID, Sent> sent(Connection connection, List<UUID> campaigns) throws SQLException {
        Map<UUID, Sent> sent = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select t.campaign_id, sum(t.sent), sum(t.opens_off), sum(t.clicks_off) from unnest(?) as wanted(id)"
                        + " join sent_tally t on t.campaign_id = wanted.id group by t.campaign_id")) {
            select.setArray(1, Sql.array(connection, "uuid", campaigns, campaign -> campaign));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sent.put(Columns.uuid(row, 1), new Sent(row.getLong(2), row.getLong(3), row.getLong(4)));
                }
            }
        }
        return sent;
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
