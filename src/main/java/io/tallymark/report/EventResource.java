package io.tallymark.report;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.classify.EventView;
import io.tallymark.http.Listing;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Raw events with their verdicts. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {

    @Inject
    private EventList events;

    @GET
    @Path("events")
    @Needs(Right.READ)
    @Produces({MediaType.APPLICATION_JSON, Listing.NDJSON, Listing.CSV})
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        EventFilter filter = EventFilter.of(uri.getQueryParameters()); // refused before the answer starts
        return Listing.answer(uri, headers, EventView.class, Listing.unchecked(page -> events.list(filter, page)));
    }
}
