package io.tallymark.dashboard;

import io.tallymark.campaign.Campaigns;
import io.tallymark.campaign.Link;
import io.tallymark.campaign.Snapshot;
import io.tallymark.campaign.Snapshots;
import io.tallymark.http.Page;
import io.tallymark.report.Clicks;
import io.tallymark.report.LinkReports;
import io.tallymark.report.LinkReports.LinkReport;
import io.tallymark.report.Subject;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Exactly what was sent, with its links and what became of them. */
@Named
@RequestScoped
public class SnapshotPage {

    private static final int LINKS = 100;
    private static final int VERSIONS = 100;
    private static final int LONGEST_SHOWN = 200_000;

    @Inject
    private Snapshots snapshots;

    @Inject
    private Campaigns campaigns;

    @Inject
    private LinkReports reports;

    @Inject
    private HttpServletRequest request;

    private Snapshot.View snapshot;
    private Page<Link.View> links;
    private Map<String, Clicks> clicks;

    @PostConstruct
    void load() {
        snapshot = snapshots.find(parameter("id"), 0);
        links = snapshots.links(snapshot.id(), Page.Request.of(LINKS, request.getParameter("cursor")));
        try {
            clicks = clicks();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Clicks> clicks() throws SQLException {
        if (links.items().isEmpty()) {
            return Map.of();
        }
        Optional<String> before =
                Optional.of(snapshot.id() + " " + (links.items().get(0).position() - 1));
        Subject subject = new Subject(snapshot.campaignId(), Optional.of(snapshot.id()));
        return reports.list(subject, new Page.Request(LINKS, before)).items().stream()
                .collect(Collectors.toMap(LinkReport::linkId, LinkReport::clicks));
    }

    private String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    public Snapshot.View getSnapshot() {
        return snapshot;
    }

    public String getCampaign() {
        return campaigns.find(snapshot.campaignId().toString()).name();
    }

    /** The campaign's other versions, latest first. */
    public List<Snapshot.Version> getOthers() {
        return campaigns.versions(snapshot.campaignId(), VERSIONS).stream()
                .filter(version -> !version.id().equals(snapshot.id()))
                .toList();
    }

    /** Which side of the content is shown: preview, text or source. */
    public String getView() {
        String wanted = parameter("view");
        if (wanted.equals("text") || wanted.equals("source")) {
            return wanted;
        }
        return snapshot.html() == null ? "text" : "preview";
    }

    /** Text or source, or as much of it as a page takes. */
    public String getWritten() {
        String whole = Optional.ofNullable(getView().equals("source") ? snapshot.html() : snapshot.text())
                .orElse("");
        return whole.substring(0, Math.min(LONGEST_SHOWN, whole.length()));
    }

    public boolean isCut() {
        return getWritten().length() == LONGEST_SHOWN;
    }

    public List<Link.View> getLinks() {
        return links.items();
    }

    public int getLinkCount() {
        return snapshots.countLinks(snapshot.id());
    }

    /** What became of a link; null if it is not tracked. */
    public Clicks clicksOf(Link.View link) {
        return clicks.get(link.id());
    }

    public String getNext() {
        return links.next();
    }
}
