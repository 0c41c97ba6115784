package io.tallymark.campaign;

import io.tallymark.access.GivenAnswers.Attempt;
import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.JsonFields;
import io.tallymark.http.RequestBody;
import io.tallymark.settings.Settings;
import io.tallymark.token.TokenCodec;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Raw messages in, instrumented messages out. */
@Path("messages/mime")
@RequestScoped
public class MimeResource {

    static final String MEDIA_TYPE = "message/rfc822";

    @Inject
    private MimeMessages mimes;

    @Inject
    private TokenCodec tokens;

    @Inject
    private Settings settings;

    /** The query names a snapshot or a campaign, and the recipient as in a JSON message. */
    @POST
    @Needs(Right.SEND)
    @Consumes(MEDIA_TYPE)
    @Produces(MEDIA_TYPE)
    public Response instrument(InputStream in, @Context UriInfo uri, @Context HttpServletRequest request) {
        MimeMessages.Request what = MimeMessages.Request.read(JsonFields.ofQuery(uri, "internalTest", "textLinks"));
        byte[] raw = RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes");
        String hash = RequestBody.sha256(raw) + " " + uri.getRequestUri().getRawQuery();
        MimeMessages.Instrumented message = mimes.instrument(raw, what, Attempt.of(request, hash), tokens);
        Response.ResponseBuilder answer = Response.ok(message.content(), MEDIA_TYPE)
                .header("X-Tallymark-Message", message.message())
                .header("X-Tallymark-Snapshot", message.snapshot());
        message.untouched().ifPresent(reason -> answer.header("X-Tallymark-Untouched", reason));
        return answer.build();
    }
}
