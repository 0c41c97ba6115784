package io.tallymark.campaign;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.http.JsonFields;
import io.tallymark.http.RequestBody;
import io.tallymark.instrument.MimeScan;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/** Tells what would be tracked in a message and what not, for a sender's build; stores nothing. */
@Path("snapshots/preview")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    @Inject
    private Campaigns campaigns;

    @Inject
    private MimeMessages mimes;

    @Inject
    private Settings settings;

    /** The body is that of a new snapshot, of which only {@code html} or {@code text} must be there. */
    @POST
    @Needs({Right.SEND, Right.READ})
    @Consumes(MediaType.APPLICATION_JSON)
    public Campaigns.Preview snapshot(InputStream in) {
        return campaigns.preview(SnapshotContent.readForPreview(JsonFields.parse(body(in))));
    }

    /** The body is a raw message; {@code trackingDomain} and {@code textLinks} may stand in the query. */
    @POST
    @Needs({Right.SEND, Right.READ})
    @Consumes(MimeResource.MEDIA_TYPE)
    public Campaigns.Preview raw(InputStream in, @Context UriInfo uri) {
        JsonFields query = JsonFields.ofQuery(uri, "textLinks");
        Optional<String> domain = query.optionalText("trackingDomain", SnapshotContent.LONGEST_HOST);
        boolean textLinks = query.flag("textLinks").orElse(false);
        query.check();
        Tracking tracking = new Tracking(Policy.IDENTIFIED, Policy.IDENTIFIED, textLinks);
        MimeScan scan = mimes.scan(body(in), tracking);
        return campaigns.preview(scan, SnapshotContent.of(scan, domain, tracking));
    }

    private byte[] body(InputStream in) {
        return RequestBody.read(in, settings.limits().bodyBytes(), "tallymark.http.max-body-megabytes");
    }
}
