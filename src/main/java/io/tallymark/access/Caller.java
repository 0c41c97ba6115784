package io.tallymark.access;

import java.util.UUID;

/** Who makes the current API request. */
public record Caller(UUID keyId, String name, Right right) {

    /** Name of the request's property, which is the servlet request's attribute, that holds the caller. */
    static final String PROPERTY = "io.tallymark.caller";
}
