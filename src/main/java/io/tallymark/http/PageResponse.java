package io.tallymark.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** What servers do by themselves with the answers of pages, done better. */
public final class PageResponse extends HttpServletResponseWrapper {

    PageResponse(HttpServletResponse response) {
        super(response);
    }

    /** Takes a second policy in place of the first: a browser would obey both, and nothing would run. */
    @Override
    public void addHeader(String name, String value) {
        if (SiteFilter.CONTENT_POLICY.equalsIgnoreCase(name)) {
            setHeader(name, value);
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public void sendRedirect(String path) {
        redirect(this, path);
    }

    /** Redirects to a path: the server would make an address of it from the {@code Host} header, without TLS behind a proxy (H6). */
    public static void redirect(HttpServletResponse response, String path) {
        response.setStatus(SC_FOUND);
        response.setHeader("Location", path);
    }
}
