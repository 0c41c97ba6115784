package io.tallymark.dashboard;

import io.tallymark.classify.ClassificationRun.Change;
import io.tallymark.classify.EventClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many events change from which class to which, as a table; classes that do not occur are left out. */
public final class ChangeMatrix {

    private final Map<String, Long> counts = new HashMap<>();
    private final List<EventClass> from;
    private final List<EventClass> to;

    ChangeMatrix(List<Change> changes) {
        changes.forEach(change -> counts.merge(change.from() + " " + change.to(), change.count(), Long::sum));
        from = among(changes.stream().map(Change::from).toList());
        to = among(changes.stream().map(Change::to).toList());
    }

    private static List<EventClass> among(List<String> names) {
        return Arrays.stream(EventClass.values())
                .filter(each -> names.contains(each.name()))
                .toList();
    }

    /** Rows. */
    public List<EventClass> getFrom() {
        return from;
    }

    /** Columns. */
    public List<EventClass> getTo() {
        return to;
    }

    public long count(EventClass before, EventClass after) {
        return counts.getOrDefault(before + " " + after, 0L);
    }

    /** All changes together. */
    public long getTotal() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
