package io.tallymark.report;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import io.tallymark.report.Definition.Definitions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the numbers mean. */
@Path("definitions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DefinitionResource {

    @GET
    @Needs(Right.READ)
    public Definitions all() {
        return new Definitions(Definition.ALL);
    }
}
