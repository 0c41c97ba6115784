package io.tallymark.event;

import io.tallymark.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How fast readers' requests come in to this node. Work that can wait asks, and gives way to them (E8). */
@ApplicationScoped
public class Traffic {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Inject
    private Journal journal;

    private final RequestRate rate = new RequestRate();

    /** Requests a second and core, of late. */
    public long perCore() {
        return rate.perSecond(System.nanoTime(), journal.status().lastPosition()) / CORES;
    }
}
