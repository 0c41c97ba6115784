package io.tallymark.report;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.Listing;
import io.tallymark.http.Tagged;
import io.tallymark.report.LinkReports.LinkReport;
import io.tallymark.report.RecipientReports.Filter;
import io.tallymark.report.RecipientReports.RecipientReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The reports of a campaign; each narrows to one version with {@code ?snapshot=}. */
@Path("campaigns/{id}/report")
@RequestScoped
@Produces({MediaType.APPLICATION_JSON, Listing.CSV})
public class ReportResource {

    @Inject
    private Reports reports;

    @Inject
    private LinkReports links;

    @Inject
    private Timelines timelines;

    @Inject
    private RecipientReports recipients;

    @PathParam("id")
    private String campaign;

    @QueryParam("snapshot")
    private String snapshot;

    private Subject subject() {
        return reports.subject(campaign, Optional.ofNullable(snapshot));
    }

    @GET
    @Needs(Right.READ)
    public Response report(@Context Request request, @Context HttpHeaders headers) throws SQLException {
        CampaignReport report = reports.report(subject());
        return Tagged.answer(request, headers, report, CampaignReport.class, List.of(report));
    }

    @GET
    @Path("links")
    @Needs(Right.READ)
    @Produces({MediaType.APPLICATION_JSON, Listing.NDJSON, Listing.CSV})
    public Response links(@Context Request request, @Context UriInfo uri, @Context HttpHeaders headers) {
        Subject subject = subject();
        return Tagged.with(
                request,
                Listing.answer(uri, headers, LinkReport.class, Listing.unchecked(page -> links.list(subject, page))));
    }

    @GET
    @Path("timeline")
    @Needs(Right.READ)
    public Response timeline(
            @QueryParam("bucket") String bucket,
            @QueryParam("zone") String zone,
            @Context Request request,
            @Context HttpHeaders headers)
            throws SQLException {
        Timeline timeline = timelines.of(subject(), bucket, zone);
        return Tagged.answer(request, headers, timeline, Timeline.Point.class, timeline.buckets());
    }

    @GET
    @Path("recipients")
    @Needs(Right.READ)
    @Produces({MediaType.APPLICATION_JSON, Listing.NDJSON, Listing.CSV})
    public Response recipients(
            @QueryParam("filter") String filter, @Context UriInfo uri, @Context HttpHeaders headers) {
        Subject subject = subject();
        Filter wanted = Filter.of(filter);
        return Listing.answer(
                uri, headers, RecipientReport.class, Listing.unchecked(page -> recipients.list(subject, wanted, page)));
    }
}
