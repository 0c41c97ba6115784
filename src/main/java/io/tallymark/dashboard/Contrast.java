package io.tallymark.dashboard;

import java.util.List;

/** Opens or clicks of two campaigns as rates, with the second minus the first. */
public record Contrast(String kind, Range first, Range second) {

    /** One number of both. {@code name} is human, headline or any; {@code difference} that of the rates. */
    public record Row(String name, long first, long ofFirst, long second, long ofSecond, double difference) {}

    public List<Row> getRows() {
        return List.of(
                row("human", first.human(), second.human()),
                row("headline", first.headline(), second.headline()),
                row("any", first.any(), second.any()));
    }

    private Row row(String name, long a, long b) {
        return new Row(name, a, first.of(), b, second.of(), second.rate(b) - first.rate(a));
    }

    /** What may be said: {@code unknown}, {@code overlap} if machines alone may explain it, {@code higher} or {@code lower} if not. */
    public String getFinding() {
        if (first.of() <= 0 || second.of() <= 0) {
            return "unknown";
        }
        if (first.overlaps(second)) {
            return "overlap";
        }
        return second.rate(second.human()) > first.rate(first.any()) ? "higher" : "lower";
    }
}
