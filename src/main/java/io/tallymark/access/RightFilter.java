package io.tallymark.access;

import io.tallymark.http.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lets a caller through only to methods that its key has the right for (A2). */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class RightFilter implements ContainerRequestFilter {

    private static final Right[] NOT_NAMED = {Right.ADMIN};

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = (Caller) request.getProperty(Caller.PROPERTY);
        Right[] needed = needed();
        if (Arrays.stream(needed).noneMatch(caller.right()::covers)) {
            String names = Arrays.stream(needed)
                    .map(right -> right.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
            throw Problem.forbidden("This needs a key with the right " + names);
        }
    }

    private Right[] needed() {
        Needs method = resource.getResourceMethod().getAnnotation(Needs.class);
        Needs type = resource.getResourceClass().getAnnotation(Needs.class);
        return method != null ? method.value() : type != null ? type.value() : NOT_NAMED;
    }
}
