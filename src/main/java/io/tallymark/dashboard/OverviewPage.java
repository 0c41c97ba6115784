package io.tallymark.dashboard;

import io.tallymark.campaign.Campaign;
import io.tallymark.campaign.Campaigns;
import io.tallymark.http.Page;
import io.tallymark.report.CampaignOverview;
import io.tallymark.report.CampaignOverviews;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first page: the latest campaigns and what is known of them. */
@Named
@RequestScoped
public class OverviewPage {

    static final int DAYS = 14;
    private static final int SHOWN = 25;

    /** A campaign beside its numbers. */
    public record Row(Campaign.View campaign, CampaignOverview numbers, Range opens, Range clicks, Sparkline trend) {

        static Row of(Campaign.View campaign, CampaignOverview numbers) {
            return new Row(
                    campaign,
                    numbers,
                    Range.opens(numbers.opens(), numbers.sent(), numbers.trackingOff()),
                    Range.clicks(numbers.clicks(), numbers.sent(), numbers.trackingOff()),
                    new Sparkline(numbers.days()));
        }
    }

    @Inject
    private Campaigns campaigns;

    @Inject
    private CampaignOverviews overviews;

    @Inject
    private Viewer viewer;

    @Inject
    private HttpServletRequest request;

    private Page<Row> page;

    @PostConstruct
    void load() {
        page = rows(Page.Request.of(SHOWN, request.getParameter("cursor")));
    }

    /** A page of campaigns, their numbers read at once. */
    Page<Row> rows(Page.Request wanted) {
        Page<Campaign.View> found = campaigns.list(wanted, getWords());
        try {
            List<CampaignOverview> numbers =
                    overviews.of(found.items().stream().map(Campaign.View::id).toList(), DAYS, viewer.getZone());
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < numbers.size(); i++) {
                rows.add(Row.of(found.items().get(i), numbers.get(i)));
            }
            return new Page<>(rows, found.next());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Row> getRows() {
        return page.items();
    }

    /** What is searched for in names; empty for everything. */
    public String getWords() {
        return Optional.ofNullable(request.getParameter("words")).orElse("").strip();
    }

    public boolean isEverything() {
        return getWords().isEmpty() && request.getParameter("cursor") == null;
    }

    public String getNext() {
        return page.next();
    }

    /** Of this list's first page. */
    public String getAddress() {
        return getWords().isEmpty() ? "?" : "?words=" + URLEncoder.encode(getWords(), StandardCharsets.UTF_8);
    }

    public int getDays() {
        return DAYS;
    }
}
