package io.tallymark.report;

import io.tallymark.report.Quarters.Bucket;
import io.tallymark.token.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events over time.
 *
 * @param zone whose hours and days the buckets are
 * @param buckets in order; those in which nothing happened are left out
 */
public record Timeline(String bucket, String zone, List<Point> buckets) {

    /** What happened from {@code start} until the next bucket. */
    public record Point(Instant start, ByClass opens, ByClass clicks) {}

    /** Puts quarters of an hour together. */
    static Timeline of(Map<Integer, Counts> quarters, Bucket bucket, ZoneId zone) {
        Map<Instant, Counts> sums = new TreeMap<>();
        quarters.forEach((quarter, counts) -> sums.computeIfAbsent(
                        bucket.start(Quarters.start(quarter), zone), start -> new Counts())
                .add(counts));
        List<Point> points = new ArrayList<>();
        sums.forEach((start, counts) -> {
            if (!counts.isZero()) {
                points.add(new Point(start, ByClass.of(counts, Kind.OPEN), ByClass.of(counts, Kind.CLICK)));
            }
        });
        return new Timeline(bucket.name().toLowerCase(java.util.Locale.ROOT), zone.getId(), points);
    }
}
