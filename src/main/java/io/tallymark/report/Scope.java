package io.tallymark.report;

import java.util.Comparator;
import java.util.UUID;

/**
 * What numbers are about.
 *
 * @param id a campaign's or a snapshot's
 * @param link a link of that snapshot; 0 for all of the campaign or snapshot
 */
record Scope(UUID id, long link) implements Comparable<Scope> {

    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::id).thenComparing(Scope::link);

    static Scope of(UUID id) {
        return new Scope(id, 0);
    }

    @Override
    public int compareTo(Scope other) {
        return ORDER.compare(this, other);
    }
}
