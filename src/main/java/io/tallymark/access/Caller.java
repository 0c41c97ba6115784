package io.tallymark.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** Who makes the current API request. */
public record Caller(UUID keyId, String name, Right right) {

    /** Name of the request's property, which is the servlet request's attribute, that holds the caller. */
    static final String PROPERTY = "io.tallymark.caller";

    /** The caller of an API request that was let through. */
    public static Caller of(HttpServletRequest request) {
        return (Caller) request.getAttribute(PROPERTY);
    }
}
