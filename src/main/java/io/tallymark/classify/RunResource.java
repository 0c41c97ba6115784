package io.tallymark.classify;

import io.tallymark.access.Caller;
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
import java.sql.SQLException;
import java.util.Optional;

/** Runs over history: what would change under the rules in force, or the change itself. */
@Path("classification/runs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

    private static final int LONGEST_ID = 100;

    @Inject
    private ClassificationRuns runs;

    @Inject
    private GivenAnswers answers;

    @Inject
    private Settings settings;

    @POST
    @Needs(Right.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(InputStream in, @Context HttpServletRequest request) {
        byte[] body = RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes");
        JsonFields fields = JsonFields.parse(body);
        Optional<String> campaign = fields.optionalText("campaignId", LONGEST_ID);
        boolean dryRun = fields.flag("dryRun").orElse(false);
        fields.check();
        String by = Caller.of(request).name();
        Answer answer = answers.once(Attempt.of(request, RequestBody.sha256(body)), () -> {
            try {
                return new Answer(202, JsonFormat.write(runs.start(campaign, dryRun, by)));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return Response.status(answer.status()).entity(answer.body()).build();
    }

    @GET
    @Needs(Right.ADMIN)
    @Produces({MediaType.APPLICATION_JSON, Listing.NDJSON, Listing.CSV})
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return Listing.answer(uri, headers, ClassificationRun.View.class, runs::list);
    }

    @GET
    @Path("{id}")
    @Needs(Right.ADMIN)
    public ClassificationRun.View find(@PathParam("id") String id) {
        return runs.find(id);
    }

    @POST
    @Path("{id}/stop")
    @Needs(Right.ADMIN)
    public ClassificationRun.View stop(@PathParam("id") String id) {
        return runs.stop(id);
    }
}
