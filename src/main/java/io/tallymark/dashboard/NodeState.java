package io.tallymark.dashboard;

import io.tallymark.http.Probe;
import io.tallymark.report.Reports;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How far this node is behind what happens, in a few figures. */
@Named
@RequestScoped
public class NodeState {

    @Inject
    @Any
    private Instance<Probe> probes;

    @Inject
    private Reports reports;

    private final Map<String, Probe.Health> parts = new HashMap<>();
    private Reports.Waiting waiting;

    @PostConstruct
    void look() {
        probes.forEach(probe -> parts.put(probe.name(), probe.health()));
        try {
            waiting = reports.waiting();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether every part does its work. */
    public boolean isUp() {
        return parts.values().stream().allMatch(Probe.Health::up);
    }

    /** Requests that are recorded and not yet in the database. */
    public long getJournal() {
        return figure("loader", "backlog");
    }

    /** Requests that could not be recorded since the node started. */
    public long getLost() {
        return figure("journal", "lost");
    }

    /** Seconds that the oldest message has waited for a decision. */
    public long getLag() {
        return figure("classification", "lagSeconds");
    }

    /** Messages that wait for a decision. */
    public Reports.Waiting getWaiting() {
        return waiting;
    }

    private long figure(String part, String name) {
        Probe.Health health = parts.get(part);
        return health != null && health.data().get(name) instanceof Number number ? number.longValue() : 0;
    }
}
