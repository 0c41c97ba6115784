package io.tallymark.report;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.campaign.Campaigns;
import io.tallymark.http.Problem;
import io.tallymark.http.Tagged;
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
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Two campaigns or two snapshots side by side. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ComparisonResource {

    @Inject
    private Reports reports;

    @Inject
    private Campaigns campaigns;

    @GET
    @Path("reports/compare")
    @Needs(Right.READ)
    public Response compare(
            @QueryParam("campaign") List<String> campaign,
            @QueryParam("snapshot") List<String> snapshot,
            @Context Request request,
            @Context HttpHeaders headers)
            throws SQLException {
        if (campaign.size() + snapshot.size() != 2 || campaign.size() == 1) {
            throw Problem.invalid("campaign", "must be given twice, or snapshot twice");
        }
        List<Subject> two = campaign.isEmpty()
                ? snapshot.stream().map(this::snapshot).toList()
                : campaign.stream()
                        .map(id -> reports.subject(id, Optional.empty()))
                        .toList();
        Comparison comparison = reports.compare(two.get(0), two.get(1));
        return Tagged.answer(request, headers, comparison, Comparison.class, List.of(comparison));
    }

    private Subject snapshot(String id) {
        var found = campaigns.findSnapshot(id);
        return new Subject(found.campaignId(), Optional.of(found.id()));
    }

    @GET
    @Path("snapshots/{first}/difference/{second}")
    @Needs({Right.READ, Right.SEND})
    public SnapshotDifference difference(@PathParam("first") String first, @PathParam("second") String second) {
        return SnapshotDifference.of(campaigns.findSnapshot(first), campaigns.findSnapshot(second));
    }
}
