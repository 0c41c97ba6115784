package io.tallymark.dashboard;

import io.tallymark.report.ByClass;
import io.tallymark.report.Reports;
import io.tallymark.report.Timeline;
import io.tallymark.report.Timelines;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The part of a campaign's page that shows what happened when. */
@Named
@RequestScoped
public class CampaignTimeline {

    @Inject
    private Reports reports;

    @Inject
    private Timelines timelines;

    @Inject
    private Viewer viewer;

    @Inject
    private HttpServletRequest request;

    private CampaignAddress address;
    private ZoneId zone;
    private TimeWindow.Shown shown;

    @PostConstruct
    void load() {
        address = CampaignAddress.of(request);
        try {
            Timeline timeline = timelines.of(
                    reports.subject(address.id(), address.wantedSnapshot()),
                    address.wantedBucket(),
                    address.wantedZone(viewer.getZone()));
            zone = ZoneId.of(timeline.zone());
            shown = TimeWindow.of(address.from(), address.to()).shown(timeline);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Chart getOpens() {
        return Chart.of(shown.points(), Timeline.Point::opens);
    }

    public Chart getClicks() {
        return Chart.of(shown.points(), Timeline.Point::clicks);
    }

    /** Buckets in which something happened, for the table beside the chart. */
    public List<Timeline.Point> getPoints() {
        return shown.points().stream()
                .filter(point -> Chart.total(point.opens()) + Chart.total(point.clicks()) > 0)
                .toList();
    }

    public boolean isCut() {
        return shown.isCut();
    }

    public String getZone() {
        return zone.getId();
    }

    public boolean isByHour() {
        return address.wantedBucket().equals("hour");
    }

    /** The beginning of a bucket in the zone of the timeline. */
    public String bucket(Instant start) {
        String pattern = viewer.text(isByHour() ? "format.hour" : "format.short-day");
        return DateTimeFormatter.ofPattern(pattern, viewer.getLocale()).format(start.atZone(zone));
    }

    /** Events that are neither human-looking nor a proxy's. */
    public long other(ByClass counts) {
        return Chart.other(counts);
    }
}
