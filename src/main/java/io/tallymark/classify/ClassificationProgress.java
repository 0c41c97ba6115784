package io.tallymark.classify;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tallymark.http.Probe;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How far the verdicts are behind the events, for health, metrics and the timer. */
@ApplicationScoped
public class ClassificationProgress implements Probe {

    /** After so long, somebody should look: normally a verdict takes a second or two. */
    private static final long WORRYING_SECONDS = 900;

    @Inject
    private Tickets tickets;

    private Counter events;
    private GaugeWithCallback gauge;
    private volatile Instant oldest = Instant.MAX;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        // being called makes the figures appear before the first reader does
    }

    @PostConstruct
    void register() {
        events = Counter.builder()
                .name("tallymark_classified_events")
                .help("Verdicts decided by this node, decisions again among them")
                .register();
        gauge = GaugeWithCallback.builder()
                .name("tallymark_classification_lag_seconds")
                .help("How long the message has waited that waits longest for its verdicts")
                .callback(told -> told.call(lagSeconds()))
                .register();
    }

    /** The lanes that have work now. */
    public List<Integer> dueLanes() throws SQLException {
        return tickets.dueLanes(Instant.now());
    }

    void decided(int count) {
        events.inc(count);
    }

    /** Notes how long the oldest message has waited. */
    public void look() throws SQLException {
        oldest = tickets.oldestDue(Instant.now()).orElse(Instant.MAX);
    }

    private long lagSeconds() {
        Instant now = Instant.now();
        return oldest.isAfter(now) ? 0 : Duration.between(oldest, now).toSeconds();
    }

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public Health health() {
        long lag = lagSeconds();
        return new Health(lag < WORRYING_SECONDS, Map.of("lagSeconds", lag));
    }

    @PreDestroy
    void unregister() {
        PrometheusRegistry.defaultRegistry.unregister(gauge);
        PrometheusRegistry.defaultRegistry.unregister(events);
    }
}
