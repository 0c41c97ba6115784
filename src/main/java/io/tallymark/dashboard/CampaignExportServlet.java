package io.tallymark.dashboard;

import io.tallymark.campaign.Campaigns;
import io.tallymark.classify.EventClass;
import io.tallymark.dashboard.Download.Column;
import io.tallymark.http.Listing;
import io.tallymark.report.ByClass;
import io.tallymark.report.CampaignReport;
import io.tallymark.report.LinkReports;
import io.tallymark.report.LinkReports.LinkReport;
import io.tallymark.report.Reports;
import io.tallymark.report.Subject;
import io.tallymark.report.Timeline;
import io.tallymark.report.Timelines;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables of a campaign's page, to be taken along: what the page shows under the same parameters. */
@WebServlet({"/dashboard/export/campaign", "/dashboard/export/links", "/dashboard/export/timeline"})
public class CampaignExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Campaigns campaigns;

    @Inject
    private transient Reports reports;

    @Inject
    private transient LinkReports links;

    @Inject
    private transient Timelines timelines;

    @Inject
    private transient Viewer viewer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            send(request, new Download(request, response, viewer.getZone()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(HttpServletRequest request, Download download) throws IOException, SQLException {
        CampaignAddress address = CampaignAddress.of(request);
        Subject subject = reports.subject(address.id(), address.wantedSnapshot());
        String name = campaigns.find(address.id()).name() + " ";
        if (request.getServletPath().endsWith("/links")) {
            download.send(
                    name + text("links.title"),
                    links(),
                    Listing.items(Listing.unchecked(page -> links.list(subject, page))));
        } else if (request.getServletPath().endsWith("/timeline")) {
            String zone = address.wantedZone(viewer.getZone());
            Timeline timeline = timelines.of(subject, address.wantedBucket(), zone);
            download.in(ZoneId.of(zone))
                    .send(
                            name + text("timeline.title"),
                            timeline(zone),
                            TimeWindow.of(address.from(), address.to()).within(timeline).stream());
        } else {
            download.send(
                    name + text("campaign.numbers"),
                    List.of(
                            new Column<ReportLine>(text("export.number"), ReportLine::label),
                            new Column<>(text("export.value"), ReportLine::value),
                            new Column<>(text("export.definition"), ReportLine::definition)),
                    lines(reports.report(subject)));
        }
    }

    /** A number with what it means. */
    private record ReportLine(String label, Object value, String definition) {}

    private Stream<ReportLine> lines(CampaignReport report) {
        List<ReportLine> lines = new ArrayList<>();
        line(lines, text("number.sent"), report.sent(), "sent");
        line(lines, text("number.pending"), report.pending(), "pending");
        line(
                lines,
                of("number.trackingOff", "number.opens"),
                report.trackingOff().opens(),
                "trackingOff");
        line(
                lines,
                of("number.trackingOff", "number.clicks"),
                report.trackingOff().clicks(),
                "trackingOff");
        line(lines, "opens", Range.opens(report));
        line(lines, "clicks", Range.clicks(report));
        line(lines, text("number.withoutOpen"), report.clicks().unique().withoutOpen(), "clicks.unique.withoutOpen");
        for (ClassRow row :
                ClassRow.of(report.opens().byClass(), report.clicks().byClass())) {
            line(
                    lines,
                    text("timeline.opens") + ": " + word(row.eventClass()),
                    row.opens(),
                    row.eventClass().name());
            line(
                    lines,
                    text("timeline.clicks") + ": " + word(row.eventClass()),
                    row.clicks(),
                    row.eventClass().name());
        }
        for (ProviderRow row : ProviderRow.of(report.opens().providers())) {
            line(
                    lines,
                    text("providers.title") + ": " + text("provider." + row.name()),
                    row.count(),
                    "opens.providers");
        }
        line(lines, text("number.firstActivityAt"), report.firstActivityAt(), "firstActivityAt");
        line(lines, text("number.lastActivityAt"), report.lastActivityAt(), "lastActivityAt");
        line(lines, text("number.lastHumanActivityAt"), report.lastHumanActivityAt(), "lastHumanActivityAt");
        return lines.stream();
    }

    private void line(List<ReportLine> lines, String kind, Range range) {
        line(lines, of("number." + kind, "range.human"), range.human(), kind + ".unique.human");
        line(lines, of("number." + kind, "range.headline"), range.headline(), kind + ".unique.headline");
        line(lines, of("number." + kind, "range.any"), range.any(), kind + ".unique.any");
    }

    private void line(List<ReportLine> lines, String label, Object value, String definition) {
        lines.add(new ReportLine(label, value, viewer.definition(definition)));
    }

    private List<Column<LinkReport>> links() {
        List<Column<LinkReport>> columns = new ArrayList<>(List.of(
                new Column<>(text("links.position"), link -> link.position() + 1),
                new Column<>(text("links.link"), LinkReport::label),
                new Column<>(text("links.target"), LinkReport::target),
                new Column<>(text("links.part"), LinkReport::part),
                new Column<>(text("links.snapshot"), LinkReport::snapshotId),
                new Column<>(text("range.human"), link -> link.clicks().unique().human()),
                new Column<>(text("range.any"), link -> link.clicks().unique().any()),
                new Column<>(text("links.total"), link -> link.clicks().total())));
        byClass(columns, "timeline.clicks", link -> link.clicks().byClass());
        return columns;
    }

    private List<Column<Timeline.Point>> timeline(String zone) {
        List<Column<Timeline.Point>> columns = new ArrayList<>();
        columns.add(new Column<>(text("export.from") + " (" + zone + ")", Timeline.Point::start));
        byClass(columns, "timeline.opens", Timeline.Point::opens);
        byClass(columns, "timeline.clicks", Timeline.Point::clicks);
        return columns;
    }

    private <T> void byClass(List<Column<T>> columns, String kind, Function<T, ByClass> counts) {
        for (EventClass each : EventClass.values()) {
            columns.add(new Column<>(text(kind) + ": " + word(each), row -> ClassRow.count(counts.apply(row), each)));
        }
    }

    private String word(EventClass eventClass) {
        return text("class." + eventClass);
    }

    private String text(String key) {
        return viewer.text(key);
    }

    private String of(String what, String which) {
        return text(what) + ": " + text(which);
    }
}
