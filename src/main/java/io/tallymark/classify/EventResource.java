package io.tallymark.classify;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.campaign.Ids;
import io.tallymark.campaign.Message;
import io.tallymark.campaign.Messages;
import io.tallymark.event.Events;
import io.tallymark.event.Events.Summary;
import io.tallymark.http.Listing;
import io.tallymark.http.Problem;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Raw events, as a list and by message. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {

    private static final int MOST_EVENTS = 10_000;

    @Inject
    private ClassifiedEvents classified;

    @Inject
    private Events events;

    @Inject
    private Messages messages;

    @GET
    @Path("events")
    @Needs(Right.READ)
    @Produces({MediaType.APPLICATION_JSON, Listing.NDJSON, Listing.CSV})
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        EventFilter.of(uri.getQueryParameters()); // refused before the answer starts
        return Listing.answer(
                uri, headers, EventView.class, page -> classified.list(EventFilter.of(uri.getQueryParameters()), page));
    }

    /**
     * One message and what happened to it.
     *
     * @param events the first 10,000, oldest first; the counts and times are of all
     */
    public record MessageHistory(
            UUID id,
            UUID campaignId,
            UUID snapshotId,
            String recipient,
            Instant sentAt,
            boolean internalTest,
            Instant firstOpenAt,
            Instant lastOpenAt,
            long openCount,
            Instant firstClickAt,
            Instant lastClickAt,
            long clickCount,
            List<EventView> events) {}

    @GET
    @Path("messages/{id}")
    @Needs(Right.READ)
    public MessageHistory message(@PathParam("id") String id) throws SQLException {
        Message.View message = Ids.parse(id).flatMap(messages::find).orElseThrow(() -> Problem.notFound("message", id));
        Map<Kind, Summary> summaries = events.summaries(message.id());
        Summary opens = summaries.getOrDefault(Kind.OPEN, Summary.NONE);
        Summary clicks = summaries.getOrDefault(Kind.CLICK, Summary.NONE);
        return new MessageHistory(
                message.id(),
                message.campaignId(),
                message.snapshotId(),
                message.recipient(),
                message.sentAt(),
                message.internalTest(),
                opens.first(),
                opens.last(),
                opens.count(),
                clicks.first(),
                clicks.last(),
                clicks.count(),
                classified.ofMessage(message.id(), MOST_EVENTS));
    }
}
