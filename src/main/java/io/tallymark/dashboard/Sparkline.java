package io.tallymark.dashboard;

import io.tallymark.report.CampaignOverview.Day;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** A trend of some days, small enough for a row of a table: opens as an area, clicks as a line, on one scale. */
public record Sparkline(List<Day> days) {

    private static final int WIDTH = 120;
    private static final double TOP = 2;
    private static final double BOTTOM = 26;

    /** The line of opens. */
    public String getOpens() {
        return path(Day::opens);
    }

    /** The ground below that line. */
    public String getArea() {
        return getOpens() + " L " + WIDTH + " " + Scale.number(BOTTOM) + " L 0 " + Scale.number(BOTTOM) + " Z";
    }

    /** The line of clicks. */
    public String getClicks() {
        return path(Day::clicks);
    }

    public long getOpenCount() {
        return days.stream().mapToLong(Day::opens).sum();
    }

    public long getClickCount() {
        return days.stream().mapToLong(Day::clicks).sum();
    }

    /** The day with most opens, the latest of several. */
    public Day getBusiest() {
        return days.stream()
                .max(Comparator.comparingLong(Day::opens).thenComparing(Day::day))
                .orElseThrow();
    }

    public boolean isFlat() {
        return getOpenCount() + getClickCount() == 0;
    }

    private String path(ToLongFunction<Day> count) {
        long highest = Math.max(
                1,
                days.stream()
                        .mapToLong(day -> Math.max(day.opens(), day.clicks()))
                        .max()
                        .orElse(0));
        List<String> points = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            double x = days.size() == 1 ? 0 : (double) WIDTH * i / (days.size() - 1);
            double y = BOTTOM - (BOTTOM - TOP) * count.applyAsLong(days.get(i)) / highest;
            points.add(Scale.number(x) + " " + Scale.number(y));
        }
        return "M " + String.join(" L ", points);
    }
}
