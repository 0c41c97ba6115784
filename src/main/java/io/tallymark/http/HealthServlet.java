package io.tallymark.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code /health/live}: the process answers. {@code /health/ready}: every part does its work; 503 if one does not. */
@WebServlet({"/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @Any
    private transient Instance<Probe> probes;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean up = true;
        Map<String, Object> checks = new TreeMap<>();
        if (request.getServletPath().endsWith("/ready")) {
            for (Probe probe : probes) {
                Probe.Health health = probe.health();
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("status", health.up() ? "UP" : "DOWN");
                shown.putAll(new TreeMap<>(health.data()));
                checks.put(probe.name(), shown);
                up &= health.up();
            }
        }
        response.setStatus(up ? 200 : 503);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(JsonFormat.write(document(up, checks)));
    }

    private static Map<String, Object> document(boolean up, Map<String, Object> checks) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", up ? "UP" : "DOWN");
        document.put("checks", checks);
        return document;
    }
}
