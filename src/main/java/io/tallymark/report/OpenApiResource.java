package io.tallymark.report;

import io.tallymark.access.Needs;
import io.tallymark.access.Right;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The description of the API for programs (OpenAPI 3.1). A file, because not every server can make one. */
@Path("openapi.json")
@RequestScoped
public class OpenApiResource {

    @GET
    @Needs({Right.READ, Right.SEND})
    @Produces(MediaType.APPLICATION_JSON)
    public String document() throws IOException {
        try (InputStream file = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
