package io.tallymark.event;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tallymark.http.Probe;
import io.tallymark.journal.Journal;
import io.tallymark.journal.JournalStatus;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells how far the loader is behind the journal. */
@ApplicationScoped
public class LoaderProbe implements Probe {

    /** Records that may wait before a node counts as fallen behind: a few minutes of draining. */
    private static final long WORRYING_BACKLOG = 3_000_000;

    @Inject
    private Journal journal;

    private GaugeWithCallback gauge;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        // being called makes the gauge appear before the first reader does
    }

    @PostConstruct
    void register() {
        gauge = GaugeWithCallback.builder()
                .name("tallymark_loader_backlog_records")
                .help("Records of the journal that are not in the database yet")
                .callback(told -> told.call(backlog()))
                .register();
    }

    private long backlog() {
        JournalStatus status = journal.status();
        return Math.max(0, status.lastPosition() - status.loadedPosition());
    }

    @Override
    public String name() {
        return "loader";
    }

    @Override
    public Health health() {
        long waiting = backlog();
        return new Health(waiting < WORRYING_BACKLOG, Map.of("backlog", waiting));
    }

    @PreDestroy
    void unregister() {
        PrometheusRegistry.defaultRegistry.unregister(gauge);
    }
}
