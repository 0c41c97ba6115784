package io.tallymark.dashboard;

import io.tallymark.campaign.Campaign;
import io.tallymark.campaign.Campaigns;
import io.tallymark.http.Page;
import io.tallymark.report.CampaignReport;
import io.tallymark.report.Reports;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first page: the latest campaigns and what is known of them. */
@Named
@RequestScoped
public class OverviewPage {

    private static final int SHOWN = 20;

    /** A campaign beside its numbers. */
    public record Row(Campaign.View campaign, CampaignReport report) {}

    @Inject
    private Campaigns campaigns;

    @Inject
    private Reports reports;

    private List<Row> rows;

    @PostConstruct
    void load() {
        rows = new ArrayList<>();
        try {
            for (Campaign.View campaign :
                    campaigns.list(new Page.Request(SHOWN, Optional.empty())).items()) {
                rows.add(new Row(
                        campaign, reports.report(reports.subject(campaign.id().toString(), Optional.empty()))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Row> getRows() {
        return rows;
    }
}
