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
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what lists of campaigns show: one query for each kind of number, however many campaigns there are. */
@ApplicationScoped
@Transactional
public class CampaignOverviews {

    @Inject
    private Database database;

    @Inject
    private Trends trends;

    /** Overviews of {@code campaigns}, in their order, with the last {@code days} days of {@code zone}; some weeks at most. */
    public List<CampaignOverview> of(List<UUID> campaigns, int days, ZoneId zone) throws SQLException {
        if (campaigns.isEmpty()) {
            return List.of();
        }
        try (Connection connection = database.connection()) {
            Map<UUID, Sent> sent = sent(connection, campaigns);
            Map<Scope, ScopeNumbers.Numbers> numbers = new ScopeNumbers(connection)
                    .of(campaigns.stream().map(Scope::of).toList());
            Map<UUID, List<Day>> active = trends.of(connection, campaigns, numbers, days, zone);
            return campaigns.stream()
                    .map(campaign -> CampaignOverview.of(
                            campaign,
                            sent.getOrDefault(campaign, new Sent(0, 0, 0)),
                            numbers.getOrDefault(Scope.of(campaign), ScopeNumbers.Numbers.NONE),
                            active.get(campaign)))
                    .toList();
        }
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
}
