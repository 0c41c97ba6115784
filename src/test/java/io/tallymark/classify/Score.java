package io.tallymark.classify;

import java.util.EnumMap;
import java.util.Map;

/** Counts of what was and what was said: precision and recall per class, readers lost, bots missed. */
final class Score {

    private final Map<EventClass, Map<EventClass, Long>> said = new EnumMap<>(EventClass.class);

    void add(EventClass truth, EventClass verdict) {
        said.computeIfAbsent(truth, t -> new EnumMap<>(EventClass.class)).merge(verdict, 1L, Long::sum);
    }

    long of(EventClass truth, EventClass verdict) {
        return said.getOrDefault(truth, Map.of()).getOrDefault(verdict, 0L);
    }

    long all(EventClass truth) {
        return said.getOrDefault(truth, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    long events() {
        return said.keySet().stream().mapToLong(this::all).sum();
    }

    double right() {
        return share(said.keySet().stream().mapToLong(c -> of(c, c)).sum(), events());
    }

    /** Of the requests of people, how many were called a machine's or internal. */
    double readersLost() {
        long kept = of(EventClass.HUMAN, EventClass.HUMAN) + of(EventClass.HUMAN, EventClass.DUPLICATE);
        return 1 - share(kept, all(EventClass.HUMAN));
    }

    double recall(EventClass eventClass) {
        return share(of(eventClass, eventClass), all(eventClass));
    }

    double precision(EventClass eventClass) {
        long called =
                said.keySet().stream().mapToLong(truth -> of(truth, eventClass)).sum();
        return share(of(eventClass, eventClass), called);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 1 : (double) part / whole;
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(String.format("%-14s %9s %9s %9s%n", "class", "events", "precision", "recall"));
        for (EventClass truth : said.keySet()) {
            text.append(String.format(
                    "%-14s %9d %8.2f%% %8.2f%%%n", truth, all(truth), 100 * precision(truth), 100 * recall(truth)));
        }
        return text.append(String.format(
                        "right %.2f%%, readers lost %.2f%%, bots missed %.2f%%%n",
                        100 * right(),
                        100 * readersLost(),
                        100 * share(of(EventClass.SCANNER, EventClass.HUMAN), all(EventClass.SCANNER))))
                .toString();
    }
}
