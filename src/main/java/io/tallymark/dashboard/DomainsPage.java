package io.tallymark.dashboard;

import io.tallymark.campaign.DomainCheck;
import io.tallymark.campaign.DomainChecks;
import io.tallymark.campaign.TrackingDomain;
import io.tallymark.campaign.TrackingDomains;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tracking domains, the form that adds or changes one, and how they look from outside. */
@Named
@RequestScoped
public class DomainsPage {

    private static final int SHOWN = 50;

    /**
     * @param check what was found last; null if nobody has looked
     * @param ofSettings whether it stands in the settings and cannot be changed here
     */
    public record Row(TrackingDomain.View domain, DomainCheck check, boolean ofSettings) {}

    @Inject
    private TrackingDomains domains;

    @Inject
    private DomainChecks checks;

    @Inject
    private HttpServletRequest request;

    private String address = "";
    private String brand = "";
    private List<Row> rows;

    @PostConstruct
    void load() {
        Optional.ofNullable(request.getParameter("change"))
                .flatMap(domains::find)
                .ifPresent(domain -> {
                    address = domain.baseUrl();
                    brand = domain.brand();
                });
    }

    /** Adds the domain, or changes the one of that host. */
    public String save() {
        try {
            domains.put(
                    TrackingDomains.hostOf(
                            address.strip().toLowerCase(Locale.ROOT).replaceFirst("/$", "")),
                    address.strip(),
                    Optional.ofNullable(brand).map(String::strip).filter(text -> !text.isEmpty()));
            return "/dashboard/admin/domains.xhtml?faces-redirect=true&saved=true";
        } catch (Problem refused) {
            Notices.bad("domains.rule");
            return null;
        }
    }

    /** Begins to look at all that are shown. */
    public void check() {
        getRows().forEach(row -> checks.begin(row.domain()));
        rows = null;
    }

    /** The one of the settings first; the same in all parts of an answer, while checks go on. */
    public List<Row> getRows() {
        if (rows == null) {
            rows = rows();
        }
        return rows;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Page<TrackingDomain.View> page = page();
        TrackingDomain.View own = domains.ofSettings();
        if (request.getParameter("cursor") == null) {
            rows.add(new Row(own, checks.last(own.host()).orElse(null), true));
        }
        page.items().stream()
                .filter(domain -> !domain.host().equals(own.host()))
                .forEach(domain ->
                        rows.add(new Row(domain, checks.last(domain.host()).orElse(null), false)));
        return rows;
    }

    private Page<TrackingDomain.View> page() {
        return domains.list(Page.Request.of(SHOWN, request.getParameter("cursor")));
    }

    public boolean isChecking() {
        return getRows().stream()
                .anyMatch(row -> row.check() != null && row.check().running());
    }

    public String getNext() {
        return page().next();
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address == null ? "" : address;
    }

    public String getBrand() {
        return brand;
    }

    public void setBrand(String brand) {
        this.brand = brand;
    }
}
