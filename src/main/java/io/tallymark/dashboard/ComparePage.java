package io.tallymark.dashboard;

import io.tallymark.campaign.Campaign;
import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Snapshot;
import io.tallymark.http.Page;
import io.tallymark.report.CampaignReport;
import io.tallymark.report.Comparison;
import io.tallymark.report.Reports;
import io.tallymark.report.Subject;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Two campaigns, or two versions of what one sent, side by side; and the choice of the second. */
@Named
@RequestScoped
public class ComparePage {

    private static final int SHOWN = 25;
    private static final int VERSIONS = 100;

    @Inject
    private Reports reports;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Viewer viewer;

    @Inject
    private HttpServletRequest request;

    private Subject first;
    private Comparison comparison;
    private String firstName;
    private String secondName;
    private Page<Campaign.View> others;

    @PostConstruct
    void load() {
        first = reports.subject(parameter("a"));
        firstName = name(first);
        if (parameter("b").isEmpty()) {
            others = campaigns.list(Page.Request.of(SHOWN, request.getParameter("cursor")), getWords());
            return;
        }
        Subject second = reports.subject(parameter("b"));
        secondName = name(second);
        try {
            comparison = reports.compare(first, second);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
    }

    private String name(Subject subject) {
        String campaign = campaigns.find(subject.campaign().toString()).name();
        return subject.snapshot()
                .map(snapshot -> campaigns.findSnapshot(snapshot.toString()))
                .map(snapshot -> viewer.text("compare.version", campaign, snapshot.version(), snapshot.subject()))
                .orElse(campaign);
    }

    public boolean isChosen() {
        return comparison != null;
    }

    public String getA() {
        return parameter("a");
    }

    public String getB() {
        return parameter("b");
    }

    public String getWords() {
        return parameter("words");
    }

    public String getFirstName() {
        return firstName;
    }

    public String getSecondName() {
        return secondName;
    }

    /** Address of a side's own page. */
    public String address(CampaignReport report) {
        return "campaign.xhtml?id=" + report.campaignId()
                + (report.snapshotId() == null ? "" : "&snapshot=" + report.snapshotId());
    }

    public Comparison getComparison() {
        return comparison;
    }

    public Contrast getOpens() {
        return new Contrast("opens", Range.opens(comparison.first()), Range.opens(comparison.second()));
    }

    public Contrast getClicks() {
        return new Contrast("clicks", Range.clicks(comparison.first()), Range.clicks(comparison.second()));
    }

    /** Campaigns with which the first may be compared. */
    public List<Campaign.View> getOthers() {
        return others.items();
    }

    /** Versions of the first one's campaign. */
    public List<Snapshot.Version> getVersions() {
        return campaigns.versions(first.campaign(), VERSIONS);
    }

    public String getNext() {
        return others.next();
    }

    public String getAddress() {
        return "?a=" + getA() + (getWords().isEmpty() ? "" : "&words=" + encoded(getWords()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
