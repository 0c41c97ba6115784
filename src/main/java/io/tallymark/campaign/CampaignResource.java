package io.tallymark.campaign;

import io.tallymark.access.GivenAnswers;
import io.tallymark.access.GivenAnswers.Answer;
import io.tallymark.access.GivenAnswers.Attempt;
import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.JsonFields;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.Listing;
import io.tallymark.http.RequestBody;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Optional;

/** Campaigns and their snapshots. */
@Path("/")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CampaignResource {

    private static final int LONGEST_NAME = 200;

    @Inject
    private Campaigns campaigns;

    @Inject
    private GivenAnswers answers;

    @Inject
    private Settings settings;

    @POST
    @Path("campaigns")
    @Needs(Right.SEND)
    public Response create(InputStream in, @Context HttpServletRequest request) {
        byte[] body = RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes");
        JsonFields fields = JsonFields.parse(body);
        String name = fields.text("name", LONGEST_NAME);
        Optional<String> reference = fields.optionalText("reference", LONGEST_NAME);
        fields.check();
        return created(
                "campaigns/",
                answers.once(
                        Attempt.of(request, RequestBody.sha256(body)),
                        () -> new Answer(201, JsonFormat.write(campaigns.create(name, reference)))));
    }

    @GET
    @Path("campaigns")
    @Needs({Right.SEND, Right.READ})
    @Produces({MediaType.APPLICATION_JSON, Listing.NDJSON, Listing.CSV})
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return Listing.answer(uri, headers, Campaign.View.class, campaigns::list);
    }

    @GET
    @Path("campaigns/{id}")
    @Needs({Right.SEND, Right.READ})
    public Campaign.View find(@PathParam("id") String id) {
        return campaigns.find(id);
    }

    @POST
    @Path("campaigns/{id}/snapshots")
    @Needs(Right.SEND)
    public Response addSnapshot(@PathParam("id") String campaign, InputStream in, @Context HttpServletRequest request) {
        byte[] body = RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes");
        SnapshotContent content = SnapshotContent.read(JsonFields.parse(body));
        return created("snapshots/", answers.once(Attempt.of(request, RequestBody.sha256(body)), () -> {
            Campaigns.Added added = campaigns.addSnapshot(campaign, content);
            return new Answer(added.isNew() ? 201 : 200, JsonFormat.write(added.snapshot()));
        }));
    }

    @GET
    @Path("snapshots/{id}")
    @Needs({Right.SEND, Right.READ})
    public Snapshot.View findSnapshot(@PathParam("id") String id) {
        return campaigns.findSnapshot(id);
    }

    /** The location is a path: an absolute address could only come from the request's Host header, which anyone can send. */
    private static Response created(String collection, Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        try (var json = Json.createReader(new StringReader(answer.body()))) {
            response.header(
                    "Location", "/api/v1/" + collection + json.readObject().getString("id"));
        }
        return response.build();
    }
}
