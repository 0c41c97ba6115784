package io.tallymark.campaign;

import io.tallymark.access.AuditTrail;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import io.tallymark.http.Problem;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The hosts under which recipients see their links. */
@ApplicationScoped
public class TrackingDomains {

    private static final String HOST = "[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?";
    private static final String ORIGIN = "https?://" + HOST + "(:[0-9]{1,5})?";

    @Inject
    private Database database;

    @Inject
    private Settings settings;

    @Inject
    private AuditTrail audit;

    /** Adds or changes a domain; 422 if the address is not an origin on this very host. Links already sent keep theirs. */
    @Transactional
    public TrackingDomain.View put(String host, String baseUrl, Optional<String> brand) {
        if (!host.matches(HOST)) {
            throw Problem.invalid("host", "must be a host name in lower case like track.example.com");
        }
        String origin = baseUrl.toLowerCase(Locale.ROOT).replaceFirst("/$", "");
        if (!origin.matches(ORIGIN) || !hostOf(origin).equals(host)) {
            throw Problem.invalid("baseUrl", "must be http(s) and the host alone, like https://" + host);
        }
        TrackingDomain domain = database.entities().find(TrackingDomain.class, host);
        boolean isNew = domain == null;
        if (isNew) {
            domain = new TrackingDomain(host);
        }
        domain.describe(origin, brand.orElse(null));
        if (isNew) {
            database.entities().persist(domain);
        }
        audit.note(isNew ? "domain.added" : "domain.changed", host, origin);
        return domain.view();
    }

    @Transactional
    public Page<TrackingDomain.View> list(Page.Request page) {
        List<TrackingDomain.View> rows = database.entities()
                .createQuery(
                        "select d from TrackingDomain d where d.host > :after order by d.host", TrackingDomain.class)
                .setParameter("after", page.after().orElse(""))
                .setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(TrackingDomain::view)
                .toList();
        return Page.of(rows, page.limit(), TrackingDomain.View::host);
    }

    /** The one that snapshots get which name none: that of the settings. */
    public TrackingDomain.View ofSettings() {
        return new TrackingDomain.View(defaultHost(), settings.baseUrl(), null, null);
    }

    @Transactional
    public Optional<TrackingDomain.View> find(String host) {
        return Optional.ofNullable(database.entities().find(TrackingDomain.class, host))
                .map(TrackingDomain::view);
    }

    /** Where links of a snapshot with this host point; 422 if the host is not known. */
    String baseUrl(String host) {
        if (host.equals(defaultHost())) {
            return settings.baseUrl();
        }
        TrackingDomain domain = database.entities().find(TrackingDomain.class, host);
        if (domain == null) {
            throw Problem.invalid("trackingDomain", "is not known; add it with PUT /api/v1/tracking-domains/{host}");
        }
        return domain.baseUrl();
    }

    String defaultHost() {
        return hostOf(settings.baseUrl());
    }

    /** Every host whose links are already ours. */
    Set<String> hosts() {
        Set<String> hosts = new HashSet<>(database.entities()
                .createQuery("select d.host from TrackingDomain d", String.class)
                .getResultList());
        hosts.add(defaultHost());
        return hosts;
    }

    /** The host of an address of scheme, host and port. */
    public static String hostOf(String origin) {
        return origin.replaceFirst("https?://", "").replaceFirst(":[0-9]+$", "");
    }
}
