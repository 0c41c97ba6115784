package io.tallymark.dashboard;

import io.tallymark.access.AuditEntry;
import io.tallymark.access.AuditTrail;
import io.tallymark.http.Page;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The audit trail to take along, narrowed as the page is. */
@WebServlet("/dashboard/admin/audit-export")
public class AuditExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int READ_AT_ONCE = 1_000;

    @Inject
    private transient AuditPage page;

    @Inject
    private transient AuditTrail audit;

    @Inject
    private transient Viewer viewer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Download.Column<AuditEntry.View>> columns = List.of(
                new Download.Column<>(viewer.text("audit.when"), AuditEntry.View::at),
                new Download.Column<>(viewer.text("audit.who"), AuditEntry.View::who),
                new Download.Column<>(viewer.text("audit.action"), AuditEntry.View::action),
                new Download.Column<>(viewer.text("audit.subject"), AuditEntry.View::subject),
                new Download.Column<>(viewer.text("audit.detail"), AuditEntry.View::detail));
        AuditTrail.Filter filter = page.filter();
        Stream<AuditEntry.View> rows = Stream.iterate(
                        audit.list(filter, Page.Request.of(READ_AT_ONCE, null)),
                        Objects::nonNull,
                        read -> read.next() == null
                                ? null
                                : audit.list(filter, Page.Request.of(READ_AT_ONCE, read.next())))
                .flatMap(read -> read.items().stream());
        new Download(request, response, viewer.getZone()).send("audit", columns, rows);
    }
}
