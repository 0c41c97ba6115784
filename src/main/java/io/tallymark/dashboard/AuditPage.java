package io.tallymark.dashboard;

import io.tallymark.access.AuditEntry;
import io.tallymark.access.AuditTrail;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Who changed what, narrowed by what stands in the address. */
@Named
@RequestScoped
public class AuditPage {

    private static final int SHOWN = 50;
    private static final int LONGEST = 100;
    private static final List<String> NARROWING = List.of("who", "action", "from", "to");

    @Inject
    private AuditTrail audit;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Viewer viewer;

    private Page<AuditEntry.View> page;

    @PostConstruct
    void load() {
        page = audit.list(filter(), Page.Request.of(SHOWN, request.getParameter("cursor")));
    }

    /** What the address asks for; days are those of the viewer's zone, the last one included. */
    AuditTrail.Filter filter() {
        ZoneId zone = viewer.getZone();
        return new AuditTrail.Filter(
                given("who"),
                given("action"),
                day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST);
    }

    private Optional<LocalDate> day(String name) {
        try {
            return given(name).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw Problem.unreadable(name + " is no day");
        }
    }

    /** What a field of the filter holds. */
    public String field(String name) {
        return given(name).orElse("");
    }

    /** This list's first page, narrowed alike. */
    public String getAddress() {
        return address("?");
    }

    public String getExport() {
        return address(request.getContextPath() + "/dashboard/admin/audit-export?");
    }

    private String address(String start) {
        StringBuilder address = new StringBuilder(start);
        NARROWING.forEach(name -> given(name)
                .ifPresent(value -> address.append(address.length() == start.length() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return address.toString();
    }

    public List<AuditEntry.View> getRows() {
        return page.items();
    }

    public String getNext() {
        return page.next();
    }

    /** Beginnings of actions that one may want to see alone. */
    public List<String> getKinds() {
        return List.of(
                "sign-in",
                "user",
                "password",
                "api-key",
                "domain",
                "campaign",
                "local-knowledge",
                "run",
                "events",
                "recipient");
    }
}
