package io.tallymark.dashboard;

import io.tallymark.classify.EventClass;
import io.tallymark.classify.EventView;
import io.tallymark.dashboard.Download.Column;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.Listing;
import io.tallymark.report.ByClass;
import io.tallymark.report.EventFilter;
import io.tallymark.report.EventList;
import io.tallymark.report.RecipientReports.RecipientReport;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recipients and events to be taken along: what their pages show under the same parameters, all of it. */
@WebServlet({"/dashboard/export/recipients", "/dashboard/export/events"})
public class ActivityExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient EventList list;

    @Inject
    private transient RecipientsPage recipients;

    @Inject
    private transient Viewer viewer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().endsWith("/recipients")) {
            new Download(request, response, viewer.getZone())
                    .send(
                            recipients.getCampaign().name() + " " + text("recipients.title"),
                            recipients(),
                            Listing.items(Listing.unchecked(recipients::rows)));
            return;
        }
        EventQuery query = EventQuery.of(request, viewer.getZone());
        EventFilter filter = EventFilter.of(query.filter()); // refused before the answer starts
        Stream<EventView> events = Listing.items(Listing.unchecked(page -> list.list(filter, page)));
        if ("ndjson".equals(request.getParameter("format"))) {
            lines(response, events.iterator());
        } else {
            new Download(request, response, query.zone())
                    .send(text("events.title"), events(query.zone().getId()), events);
        }
    }

    /** As the API writes them, one a line. */
    private static void lines(HttpServletResponse response, Iterator<EventView> events) throws IOException {
        events.hasNext(); // asks for the first: what fails until then becomes the error page
        response.setHeader("Content-Disposition", "attachment; filename=\"events.ndjson\"");
        response.setContentType(Listing.NDJSON);
        OutputStream out = response.getOutputStream();
        while (events.hasNext()) {
            JsonFormat.write(events.next(), out);
            out.write('\n');
        }
    }

    private List<Column<RecipientReport>> recipients() {
        String zone = " (" + viewer.getZone().getId() + ")";
        List<Column<RecipientReport>> columns = new ArrayList<>(List.of(
                new Column<>(text("recipients.recipient"), RecipientReport::recipient),
                new Column<>(text("recipients.opened"), RecipientReport::opened),
                new Column<>(text("recipients.clicked"), RecipientReport::clicked),
                new Column<>(text("recipients.first") + zone, RecipientReport::firstActivityAt),
                new Column<>(text("recipients.last") + zone, RecipientReport::lastActivityAt)));
        byClass(columns, "recipients.opens", RecipientReport::opens);
        byClass(columns, "recipients.clicks", RecipientReport::clicks);
        return columns;
    }

    private void byClass(
            List<Column<RecipientReport>> columns, String kind, Function<RecipientReport, ByClass> counts) {
        for (EventClass each : EventClass.values()) {
            columns.add(new Column<>(
                    text(kind) + ": " + text("class." + each), row -> ClassRow.count(counts.apply(row), each)));
        }
    }

    private List<Column<EventView>> events(String zone) {
        return List.of(
                new Column<>(text("events.time") + " (" + zone + ")", EventView::occurredAt),
                new Column<>(text("events.kind"), event -> text("kind." + event.kind())),
                new Column<>(text("events.class"), event -> text("class." + event.verdict())),
                new Column<>(text("events.reasons"), this::reasons),
                new Column<>(text("links.target"), EventView::target),
                new Column<>(text("events.client"), event -> viewer.client(event.userAgent())),
                new Column<>(text("events.user-agent"), event -> viewer.visible(event.userAgent())),
                new Column<>(text("events.address"), EventView::ip),
                new Column<>(text("events.method"), EventView::method),
                new Column<>(text("events.message"), EventView::messageId),
                new Column<>(text("campaign.name"), EventView::campaignId),
                new Column<>(text("links.snapshot"), EventView::snapshotId),
                new Column<>(text("events.ruleset"), EventView::ruleset),
                new Column<>(text("events.event"), EventView::id));
    }

    private String reasons(EventView event) {
        return event.reasons().stream()
                .map(reason -> viewer.ruleName(reason.rule()) + ": " + viewer.evidence(reason.evidence()))
                .collect(Collectors.joining("; "));
    }

    private String text(String key) {
        return viewer.text(key);
    }
}
