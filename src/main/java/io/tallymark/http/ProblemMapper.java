package io.tallymark.http;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Turns whatever went wrong in the API into a problem document (H1). */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger("tallymark.http");
    private static final int RETRY_SECONDS = 5;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return answer(problem);
            }
            if (cause instanceof WebApplicationException refusal) {
                return answer(refusal);
            }
            if (cause instanceof SQLException fault && connectionLost(fault)) {
                return answer(Problem.unavailable("The database does not answer"));
            }
        }
        String incident = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Incident " + incident, thrown);
        return document(500, "Internal error", "Look for incident " + incident + " in the server's log", List.of())
                .build();
    }

    private Response answer(Problem problem) {
        Response.ResponseBuilder answer =
                document(problem.status(), problem.title(), problem.getMessage(), problem.errors());
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.build();
    }

    /** The container's own refusals: unknown path, wrong method, unacceptable type. */
    private Response answer(WebApplicationException refusal) {
        Response given = refusal.getResponse();
        String title = Response.Status.fromStatusCode(given.getStatus()) == null
                ? "Request refused"
                : Response.Status.fromStatusCode(given.getStatus()).getReasonPhrase();
        Response.ResponseBuilder answer = document(given.getStatus(), title, title, List.of());
        if (given.getHeaderString(HttpHeaders.ALLOW) != null) {
            answer.header(HttpHeaders.ALLOW, given.getHeaderString(HttpHeaders.ALLOW));
        }
        return answer.build();
    }

    private Response.ResponseBuilder document(
            int status, String title, String detail, List<Problem.FieldError> fields) {
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .add("instance", uri.getRequestUri().getRawPath());
        if (!fields.isEmpty()) {
            JsonArrayBuilder errors = Json.createArrayBuilder();
            fields.forEach(error -> errors.add(
                    Json.createObjectBuilder().add("field", error.field()).add("message", error.message())));
            document.add("errors", errors);
        }
        return Response.status(status)
                .type("application/problem+json")
                .entity(document.build().toString());
    }

    /** Classes 08 (connection), 57 (operator intervention) and 53 (resources) of the SQL states. */
    private static boolean connectionLost(SQLException fault) {
        String state = fault.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
    }
}
