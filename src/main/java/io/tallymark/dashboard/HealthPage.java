package io.tallymark.dashboard;

import io.tallymark.access.SignIn;
import io.tallymark.http.Probe;
import io.tallymark.report.Reports;
import io.tallymark.report.Verification;
import io.tallymark.report.Verifications;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How this node is, part by part. It asks nothing of a database that is away. */
@Named
@RequestScoped
public class HealthPage {

    /** The order in which an event meets them. */
    private static final List<String> ORDER =
            List.of("database", "journal", "loader", "classification", "link-replica", "signing-keys");

    /**
     * A part of the node.
     *
     * @param facts what it tells of itself, by a key of the texts
     */
    public record Part(String name, boolean up, List<Fact> facts) {}

    /** @param value as it is shown */
    public record Fact(String name, String value) {}

    @Inject
    @Any
    private Instance<Probe> probes;

    @Inject
    private Verifications verifications;

    @Inject
    private Reports reports;

    @Inject
    private SignIn signIn;

    @Inject
    private Viewer viewer;

    private List<Part> parts;
    private Optional<Verification> verification = Optional.empty();

    @PostConstruct
    void look() {
        Optional<Reports.Waiting> waiting = asked();
        Map<Integer, Part> inOrder = new TreeMap<>();
        for (Probe probe : probes) {
            String name = probe.name().replace(' ', '-');
            int place = ORDER.indexOf(name);
            inOrder.put(place < 0 ? ORDER.size() + inOrder.size() : place, part(name, probe.health()));
            waiting.filter(found -> name.equals("classification"))
                    .ifPresent(found -> inOrder.get(place).facts().add(new Fact("waiting", shown(found))));
        }
        parts = List.copyOf(inOrder.values());
    }

    /** What the database knows, if it is there. */
    private Optional<Reports.Waiting> asked() {
        if (!signIn.isPossible()) {
            return Optional.empty();
        }
        try {
            verification = verifications.latest(1).stream().findFirst();
            return Optional.of(reports.waiting());
        } catch (SQLException | RuntimeException e) {
            return Optional.empty(); // it went away this moment, which its own part tells
        }
    }

    private String shown(Reports.Waiting waiting) {
        return (waiting.isMinimum() ? "≥ " : "") + viewer.number(waiting.messages());
    }

    private Part part(String name, Probe.Health health) {
        List<Fact> facts = new ArrayList<>();
        new TreeMap<>(health.data()).forEach((key, value) -> facts.add(new Fact(key, shown(value))));
        return new Part(name, health.up(), facts);
    }

    private String shown(Object value) {
        return value instanceof Number number
                ? viewer.number(number)
                : value.toString().replaceAll("[\\[\\]]", "");
    }

    public List<Part> getParts() {
        return parts;
    }

    public boolean isUp() {
        return parts.stream().allMatch(Part::up);
    }

    /** The recount that was started last; null if none was. */
    public Verification getVerification() {
        return verification.orElse(null);
    }

    public Instant getNow() {
        return Instant.now();
    }

    /** The machine that answers: with several nodes each has a journal of its own. */
    public String getNode() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
