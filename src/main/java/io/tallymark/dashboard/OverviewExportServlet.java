package io.tallymark.dashboard;

import io.tallymark.dashboard.Download.Column;
import io.tallymark.dashboard.OverviewPage.Row;
import io.tallymark.http.Listing;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The overview to be taken along: all campaigns that the search finds. */
@WebServlet("/dashboard/export/overview")
public class OverviewExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient OverviewPage overview;

    @Inject
    private transient Viewer viewer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(new Column<>(text("campaign.name"), row -> row.campaign().name()));
        columns.add(
                new Column<>(text("campaign.reference"), row -> row.campaign().reference()));
        columns.add(
                new Column<>(timed("campaign.created"), row -> row.campaign().createdAt()));
        columns.add(new Column<>(text("number.sent"), row -> row.numbers().sent()));
        range(columns, "number.opens", Row::opens);
        range(columns, "number.clicks", Row::clicks);
        columns.add(new Column<>(
                timed("number.lastActivityAt"), row -> row.numbers().lastActivityAt()));
        new Download(request, response, viewer.getZone())
                .send(text("overview.title"), columns, Listing.items(overview::rows));
    }

    private void range(List<Column<Row>> columns, String kind, Function<Row, Range> range) {
        String name = text(kind) + ": ";
        columns.add(
                new Column<>(name + text("range.human"), row -> range.apply(row).human()));
        columns.add(new Column<>(
                name + text("range.headline"), row -> range.apply(row).headline()));
        columns.add(
                new Column<>(name + text("range.any"), row -> range.apply(row).any()));
        columns.add(
                new Column<>(name + text("range.base"), row -> range.apply(row).of()));
    }

    private String timed(String key) {
        return text(key) + " (" + viewer.getZone().getId() + ")";
    }

    private String text(String key) {
        return viewer.text(key);
    }
}
