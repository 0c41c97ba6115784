package io.tallymark.report;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;

/** One message and what happened to it. */
@Path("messages/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessageHistoryResource {

    @Inject
    private MessageHistories histories;

    @GET
    @Needs(Right.READ)
    public MessageHistory find(@PathParam("id") String id) throws SQLException {
        return histories.find(id);
    }
}
