package io.tallymark.http;

import jakarta.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;

/** Errors that no resource told itself: one plain page or problem document instead of the container's, which names its version. */
@WebServlet("/error")
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger("tallymark.http");

    /** Name of the servlet that shows errors in the look of the dashboard. */
    private static final String DASHBOARD_ERRORS = "dashboard-errors";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (path.startsWith(request.getContextPath() + "/dashboard")) {
            getServletContext().getNamedDispatcher(DASHBOARD_ERRORS).forward(request, response);
            return;
        }
        Integer given = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = given == null ? HttpServletResponse.SC_NOT_FOUND : given;
        String title = Optional.ofNullable(Response.Status.fromStatusCode(status))
                .map(Response.Status::getReasonPhrase)
                .orElse("Error");
        String detail = title;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            String incident = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "Incident " + incident, thrown);
            detail = "Look for incident " + incident + " in the server's log";
        }
        response.setStatus(status);
        response.setCharacterEncoding("UTF-8");
        if (path.startsWith("/api")) {
            response.setContentType("application/problem+json");
            response.getWriter()
                    .write(Json.createObjectBuilder()
                            .add("type", "about:blank")
                            .add("title", title)
                            .add("status", status)
                            .add("detail", detail)
                            .build()
                            .toString());
        } else {
            response.setContentType("text/html");
            response.getWriter()
                    .write("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                            + "</title></head><body><h1>" + title + "</h1><p>" + detail + "</p></body></html>\n");
        }
    }
}
