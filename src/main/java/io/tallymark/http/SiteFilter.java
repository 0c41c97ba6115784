package io.tallymark.http;

import io.tallymark.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The first to see each request: shows tracking hosts the public URLs only (H2), sets the security headers (H4), and keeps API
 * requests from taking every thread (H5).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SiteFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_WAIT_SECONDS = 2;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    static final String CONTENT_POLICY = "Content-Security-Policy";
    private static final String DASHBOARD = "/dashboard";
    private static final String RESOURCES = "/jakarta.faces.resource/";
    private static final Set<String> CAPTURE = Set.of("/o", "/c");
    private static final Set<String> PUBLIC = Set.of("", "/", "/.well-known/security.txt", "/robots.txt");

    private final transient Settings settings;
    private final transient Semaphore apiRequests;

    @Inject
    public SiteFilter(Settings settings) {
        this.settings = settings;
        this.apiRequests = new Semaphore(settings.limits().apiRequests());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        String path = request.getServletPath();
        if (CAPTURE.contains(path)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(
                CONTENT_POLICY,
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        if (settings.baseUrl().startsWith("https:")) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (!METHODS.contains(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (!PUBLIC.contains(path) && !isDashboardHost(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (path.startsWith("/api")) {
            api(request, response, chain);
        } else if (path.startsWith(DASHBOARD)) {
            dashboard(request, response, chain);
        } else if (path.startsWith(RESOURCES)) {
            chain.doFilter(request, new ResourceResponse(response, request.getParameter("v") != null));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The pages: their forms are sent by themselves only, and they may replace the policy by one that lets their scripts run. */
    private void dashboard(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Referrer-Policy", "same-origin");
        if (!READING.contains(request.getMethod()) && isSentByAnotherSite(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, new PageResponse(response));
        }
    }

    /** What browsers say about the page that sent a request; clients that say nothing carry nobody's session along. */
    static boolean isSentByAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.getHeader("Host"));
    }

    private void api(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!admitted()) {
            response.setHeader("Retry-After", "1");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            apiRequests.release();
        }
    }

    /** A few may wait for a moment; so the API never holds more threads than half as many again as may run. */
    private boolean admitted() {
        if (apiRequests.tryAcquire()) {
            return true;
        }
        try {
            return apiRequests.getQueueLength() < settings.limits().apiRequests() / 2
                    && apiRequests.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isDashboardHost(HttpServletRequest request) {
        return settings.dashboardHosts().isEmpty()
                || settings.dashboardHosts().contains(hostName(request.getHeader("Host")));
    }

    /** The host without its port, in lower case; an absolute request line has put the name in the header already. */
    static String hostName(String hostHeader) {
        if (hostHeader == null) {
            return "";
        }
        int port = hostHeader.lastIndexOf(':');
        String name = port > hostHeader.lastIndexOf(']') ? hostHeader.substring(0, port) : hostHeader;
        return name.toLowerCase(Locale.ROOT);
    }
}
