package io.tallymark.campaign;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.JsonFields;
import io.tallymark.http.Listing;
import io.tallymark.http.RequestBody;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/** Tracking domains. */
@Path("tracking-domains")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TrackingDomainResource {

    @Inject
    private TrackingDomains domains;

    @Inject
    private Settings settings;

    @PUT
    @Path("{host}")
    @Needs(Right.ADMIN)
    public TrackingDomain.View put(@PathParam("host") String host, InputStream in) {
        byte[] body = RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes");
        JsonFields fields = JsonFields.parse(body);
        String baseUrl = fields.text("baseUrl", 300);
        Optional<String> brand = fields.optionalText("brand", 200);
        fields.check();
        return domains.put(host, baseUrl, brand);
    }

    @GET
    @Needs({Right.SEND, Right.READ})
    @Produces({MediaType.APPLICATION_JSON, Listing.NDJSON, Listing.CSV})
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return Listing.answer(uri, headers, TrackingDomain.View.class, domains::list);
    }
}
