package io.tallymark.capture;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tallymark.token.Kind;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** How many public requests were answered, and how many carried no valid token. */
@ApplicationScoped
class CaptureCounters {

    private Counter requests;
    private CounterDataPoint[] answered;
    private CounterDataPoint[] refused;

    /** Not in the constructor: the container may call that for its proxy as well. */
    @PostConstruct
    void register() {
        requests = Counter.builder()
                .name("tallymark_capture_requests_total")
                .help("Requests of the public URLs")
                .labelNames("kind", "token")
                .register();
        answered = points("valid");
        refused = points("refused");
    }

    private CounterDataPoint[] points(String token) {
        CounterDataPoint[] points = new CounterDataPoint[Kind.values().length];
        for (Kind kind : Kind.values()) {
            points[kind.ordinal()] = requests.labelValues(kind.name(), token);
        }
        return points;
    }

    void answered(Kind kind) {
        answered[kind.ordinal()].inc();
    }

    void refused(Kind kind) {
        refused[kind.ordinal()].inc();
    }

    @PreDestroy
    void close() {
        PrometheusRegistry.defaultRegistry.unregister(requests);
    }
}
