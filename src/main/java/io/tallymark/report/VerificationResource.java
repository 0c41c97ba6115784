package io.tallymark.report;

import io.tallymark.access.Caller;
import io.tallymark.access.GivenAnswers;
import io.tallymark.access.GivenAnswers.Answer;
import io.tallymark.access.GivenAnswers.Attempt;
import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.RequestBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;

/** Recounts on demand. */
@Path("reports/verification")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VerificationResource {

    @Inject
    private Verifications verifications;

    @Inject
    private GivenAnswers answers;

    @POST
    @Needs(Right.ADMIN)
    public Response start(@Context HttpServletRequest request) {
        String by = Caller.of(request).name();
        Answer answer = answers.once(Attempt.of(request, RequestBody.sha256(new byte[0])), () -> {
            try {
                return new Answer(202, JsonFormat.write(verifications.start(by)));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return Response.status(answer.status()).entity(answer.body()).build();
    }

    @GET
    @Path("{id}")
    @Needs(Right.ADMIN)
    public Verification find(@PathParam("id") String id) throws SQLException {
        return verifications.find(id);
    }
}
