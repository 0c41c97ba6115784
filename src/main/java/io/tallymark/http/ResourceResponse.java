package io.tallymark.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** The answers that carry scripts and styles: how long they may be kept is said here, whatever the framework says. */
final class ResourceResponse extends HttpServletResponseWrapper {

    private static final String CACHE_CONTROL = "Cache-Control";

    /**
     * @param versioned whether the address names the version, so that what it leads to never changes
     */
    ResourceResponse(HttpServletResponse response, boolean versioned) {
        super(response);
        super.setHeader(CACHE_CONTROL, versioned ? "public, max-age=31536000, immutable" : "public, max-age=600");
    }

    @Override
    public void setHeader(String name, String value) {
        if (!CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.addHeader(name, value);
        }
    }

    /** An error is not to be kept. */
    @Override
    public void sendError(int status) throws java.io.IOException {
        super.setHeader(CACHE_CONTROL, "no-store");
        super.sendError(status);
    }
}
