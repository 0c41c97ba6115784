package io.tallymark.dashboard;

import io.tallymark.campaign.Campaign;
import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.RecipientMessages;
import io.tallymark.campaign.RecipientMessages.Sent;
import io.tallymark.campaign.Snapshot;
import io.tallymark.http.Page;
import io.tallymark.report.RecipientReports;
import io.tallymark.report.RecipientReports.Filter;
import io.tallymark.report.RecipientReports.RecipientReport;
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
import java.util.Map;
import java.util.Optional;

/** Who got a campaign and what is known of them. */
@Named
@RequestScoped
public class RecipientsPage {

    private static final int SHOWN = 50;
    private static final int MESSAGES = 5;
    private static final int VERSIONS = 100;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Reports reports;

    @Inject
    private RecipientReports recipients;

    @Inject
    private RecipientMessages messages;

    @Inject
    private HttpServletRequest request;

    private Campaign.View campaign;
    private Subject subject;
    private Page<RecipientReport> page;
    private Map<String, List<Sent>> sent;

    @PostConstruct
    void load() {
        campaign = campaigns.find(parameter("campaign"));
        subject = reports.subject(
                campaign.id().toString(), Optional.of(getSnapshot()).filter(given -> !given.isEmpty()));
        try {
            page = rows(Page.Request.of(SHOWN, request.getParameter("cursor")));
            // one more than is shown says that there are more
            sent = messages.latest(
                    campaign.id(),
                    subject.snapshot(),
                    page.items().stream().map(RecipientReport::recipient).toList(),
                    MESSAGES + 1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A page of those whom the address asks for. */
    Page<RecipientReport> rows(Page.Request wanted) throws SQLException {
        return recipients.list(subject, Filter.of(getFilter()), getSearch(), wanted);
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
    }

    public Campaign.View getCampaign() {
        return campaign;
    }

    public List<Snapshot.Version> getVersions() {
        return campaigns.versions(campaign.id(), VERSIONS);
    }

    public List<RecipientReport> getRows() {
        return page.items();
    }

    public List<Sent> messagesOf(RecipientReport row) {
        List<Sent> all = sent.getOrDefault(row.recipient(), List.of());
        return all.subList(0, Math.min(MESSAGES, all.size()));
    }

    public boolean hasMoreMessages(RecipientReport row) {
        return sent.getOrDefault(row.recipient(), List.of()).size() > MESSAGES;
    }

    public String getSnapshot() {
        return parameter("snapshot");
    }

    public String getFilter() {
        return parameter("filter");
    }

    /** How the ids of those shown begin. */
    public String getSearch() {
        return parameter("q");
    }

    public boolean isEverybody() {
        return getFilter().isEmpty() && getSearch().isEmpty() && request.getParameter("cursor") == null;
    }

    /** The page with another filter. */
    public String with(String filter) {
        return "?campaign=" + campaign.id() + part("snapshot", getSnapshot()) + part("filter", filter)
                + part("q", getSearch());
    }

    private static String part(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + encoded(value);
    }

    /** A text as part of an address. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    public String getAddress() {
        return with(getFilter());
    }

    public String getNext() {
        return page.next();
    }
}
