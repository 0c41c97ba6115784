package io.tallymark.access;

import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Asks who calls before anything else happens, also for paths that do not exist. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class ApiKeyFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_KEY = 500;

    @Inject
    private ApiKeys keys;

    @Inject
    private Database database;

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.unauthenticated("Send the header Authorization: Bearer <api key>");
        }
        if (!database.available()) {
            throw Problem.unavailable("The database does not answer");
        }
        String key = header.substring(SCHEME.length()).strip();
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw Problem.unauthenticated("This API key is not known");
        }
        Caller caller =
                keys.holder(key).orElseThrow(() -> Problem.unauthenticated("This API key is not known or was revoked"));
        request.setProperty(Caller.PROPERTY, caller);
    }
}
