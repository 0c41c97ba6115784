package io.tallymark.access;

import io.tallymark.http.PageResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The way to the sign-in page and back to the page that was asked for. */
public final class WayIn {

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    WayIn(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Sends the browser to the sign-in page; the scripts of a page are told so in their own form. */
    void show() throws IOException {
        boolean ended = request.getRequestedSessionId() != null;
        String address = request.getContextPath() + SignInMechanism.SIGN_IN + "?return="
                + URLEncoder.encode(wanted(), StandardCharsets.UTF_8) + (ended ? "&ended=true" : "");
        response.setHeader("Cache-Control", "no-store");
        if (isScript(request)) {
            lead(request, response, address.substring(request.getContextPath().length()));
        } else {
            PageResponse.redirect(response, address);
        }
    }

    /** Whether a script of a page asks, which cannot show a page that it gets instead. */
    public static boolean isScript(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    /** Answers a script so that it leads the browser to {@code address}, one of the dashboard's own. */
    public static void lead(HttpServletRequest request, HttpServletResponse response, String address)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/xml");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write("<?xml version='1.0' encoding='UTF-8'?>\n<partial-response><redirect url=\""
                        + (request.getContextPath() + address)
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace("\"", "&quot;")
                        + "\"/></partial-response>");
    }

    private String wanted() {
        return "GET".equals(request.getMethod()) ? asked(request) : page(request);
    }

    private static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI().substring(request.getContextPath().length())
                + (query == null ? "" : "?" + query);
    }

    /** The page, with its parameters, from which {@code request} was sent. */
    public static String page(HttpServletRequest request) {
        String referer = request.getHeader("Referer");
        if (referer != null) {
            try {
                URI uri = URI.create(referer);
                String query = uri.getRawQuery();
                String path = uri.getRawPath() + (query == null ? "" : "?" + query);
                return local(path.substring(
                        Math.min(path.length(), request.getContextPath().length())));
            } catch (IllegalArgumentException e) {
                return SignInMechanism.DASHBOARD;
            }
        }
        return SignInMechanism.DASHBOARD;
    }

    /** {@code address} if it is one of the dashboard's own, else the dashboard's first page: never a way to another site. */
    public static String local(String address) {
        boolean own = address != null
                && address.length() < 2_000
                && address.matches("/dashboard/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")
                && !address.startsWith(SignInMechanism.DASHBOARD + "sign-");
        return own ? address : SignInMechanism.DASHBOARD;
    }
}
