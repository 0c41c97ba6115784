package io.tallymark.dashboard;

import io.tallymark.campaign.Snapshot;
import io.tallymark.campaign.Snapshots;
import io.tallymark.http.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The content of a snapshot: its HTML as a picture for the frame of its page (U5), and HTML or text as they are, as a file of plain
 * text, which nothing renders.
 */
@WebServlet({"/dashboard/snapshot-preview", "/dashboard/snapshot-source"})
public class SnapshotContentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String NOTHING_RUNS =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    @Inject
    private transient Snapshots snapshots;

    @Inject
    private transient Viewer viewer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = Optional.ofNullable(request.getParameter("id")).orElse("");
        Snapshot.View snapshot = snapshots.find(id, 0);
        boolean isText = "text".equals(request.getParameter("part"));
        String content = Optional.ofNullable(isText ? snapshot.text() : snapshot.html())
                .orElseThrow(() -> Problem.notFound("such part of a snapshot", id));
        response.setHeader("Content-Security-Policy", NOTHING_RUNS);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        if (request.getServletPath().endsWith("-preview")) {
            response.setContentType("text/html;charset=utf-8");
            write(response, HarmlessHtml.of(content, viewer.text("snapshot.image")));
        } else {
            response.setContentType("text/plain;charset=utf-8");
            response.setHeader(
                    "Content-Disposition",
                    "attachment; filename=\"snapshot-" + snapshot.version() + (isText ? ".txt\"" : ".html.txt\""));
            write(response, content);
        }
    }

    private static void write(HttpServletResponse response, String content) throws IOException {
        response.getOutputStream().write(content.getBytes(StandardCharsets.UTF_8));
    }
}
