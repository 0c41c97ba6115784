package io.tallymark.dashboard;

import io.tallymark.campaign.Campaign;
import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Snapshot;
import io.tallymark.http.Page;
import io.tallymark.report.CampaignReport;
import io.tallymark.report.LinkReports;
import io.tallymark.report.LinkReports.LinkReport;
import io.tallymark.report.Reports;
import io.tallymark.report.Subject;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A campaign, or one version of what it sent, in all its numbers. */
@Named
@RequestScoped
public class CampaignPage {

    private static final int LINKS = 50;
    private static final int VERSIONS = 100;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Reports reports;

    @Inject
    private LinkReports linkReports;

    @Inject
    private HttpServletRequest request;

    private CampaignAddress address;
    private Campaign.View campaign;
    private CampaignReport report;
    private Page<LinkReport> links;
    private List<Snapshot.Version> versions;

    @PostConstruct
    void load() {
        address = CampaignAddress.of(request);
        campaign = campaigns.find(address.id());
        versions = campaigns.versions(campaign.id(), VERSIONS);
        try {
            Subject subject = reports.subject(address.id(), address.wantedSnapshot());
            report = reports.report(subject);
            links = linkReports.list(subject, Page.Request.of(LINKS, request.getParameter("cursor")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public CampaignAddress getAddress() {
        return address;
    }

    public Campaign.View getCampaign() {
        return campaign;
    }

    public CampaignReport getReport() {
        return report;
    }

    public Range getOpens() {
        return Range.opens(report);
    }

    public Range getClicks() {
        return Range.clicks(report);
    }

    public List<ClassRow> getClasses() {
        return ClassRow.of(report.opens().byClass(), report.clicks().byClass());
    }

    public List<ProviderRow> getProviders() {
        return ProviderRow.of(report.opens().providers());
    }

    /** How long the bar of a link is whose clicks {@code recipients} made. */
    public String shareOfClicks(long recipients) {
        return Scale.percent(recipients, report.clicks().unique().human());
    }

    public List<LinkReport> getLinks() {
        return links.items();
    }

    public String getNextLinks() {
        return links.next();
    }

    public List<Snapshot.Version> getVersions() {
        return versions;
    }

    /** The number of a snapshot's version; 0 for one that is not among the latest. */
    public int version(UUID snapshot) {
        return versions.stream()
                .filter(each -> each.id().equals(snapshot))
                .mapToInt(Snapshot.Version::version)
                .findFirst()
                .orElse(0);
    }
}
