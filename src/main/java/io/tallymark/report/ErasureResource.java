package io.tallymark.report;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Optional;

/** Removes recipients. */
@Path("recipients/{recipient: .+}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {

    @Inject
    private Erasures erasures;

    @DELETE
    @Needs(Right.ADMIN)
    public Erasure erase(@PathParam("recipient") String recipient, @QueryParam("campaign") String campaign)
            throws SQLException {
        return erasures.erase(recipient, Optional.ofNullable(campaign));
    }
}
