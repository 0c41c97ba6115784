package io.tallymark.journal;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tallymark.http.Probe;
import io.tallymark.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Opens this node's journal in the data folder, hands it out, and tells how it is. */
@ApplicationScoped
public class NodeJournal implements Probe {

    @Inject
    private Settings settings;

    @Resource
    private ManagedThreadFactory threads;

    private Journal journal;
    private GaugeWithCallback bytes;
    private CounterWithCallback records;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        journal(); // a journal that cannot be used stops the start, not the first reader
    }

    @PostConstruct
    void open() {
        Settings.JournalBounds bounds = settings.journal();
        journal = Journal.open(
                settings.dataFolder().resolve("journal.db"),
                new JournalLimits(bounds.maxBytes(), bounds.maxWaiting()),
                threads,
                Clock.systemUTC());
        count();
    }

    private void count() {
        records = CounterWithCallback.builder()
                .name("tallymark_journal_records_total")
                .help("Requests offered to the journal, by what became of them")
                .labelNames("outcome")
                .callback(told -> {
                    JournalStatus status = journal.status();
                    told.call(status.stored(), "stored");
                    told.call(status.lost(), "lost");
                })
                .register();
        bytes = GaugeWithCallback.builder()
                .name("tallymark_journal_bytes")
                .help("Size of the journal's file")
                .callback(told -> told.call(journal.status().bytes()))
                .register();
    }

    @Produces
    @Singleton
    Journal journal() {
        return journal;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Health health() {
        JournalStatus status = journal.status();
        Map<String, Object> data = new TreeMap<>();
        data.put("accepted", status.accepted());
        data.put("stored", status.stored());
        data.put("lost", status.lost());
        data.put("bytes", status.bytes());
        data.put("lastRecord", status.lastPosition());
        data.put("loadedRecord", status.loadedPosition());
        status.failure().ifPresent(fault -> data.put("fault", fault));
        if (!status.setAside().isEmpty()) {
            data.put("setAside", status.setAside().toString());
        }
        return new Health(status.failure().isEmpty(), data);
    }

    @PreDestroy
    void close() {
        PrometheusRegistry.defaultRegistry.unregister(bytes);
        PrometheusRegistry.defaultRegistry.unregister(records);
        journal.close();
    }
}
