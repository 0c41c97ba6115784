package io.tallymark.dashboard;

import io.tallymark.report.ByClass;
import io.tallymark.report.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Events over time as stacked bars, ready to be drawn: lengths are shares of the picture.
 *
 * @param top what the upper edge stands for
 */
public record Chart(List<Bar> bars, long top) {

    private static final double GAP = 0.15;
    private static final int STEPS = 4;
    private static final int MARKS = 7;
    private static final double EDGE = 0.06;

    /** One bucket of the timeline. {@code x} and {@code width} are those of its bar. */
    public record Bar(Timeline.Point point, ByClass counts, long total, String x, String width, List<Piece> pieces) {}

    /** A class of events within a bar; classes that are neither human-looking nor a proxy's are one piece. */
    public record Piece(String series, String y, String height) {}

    static Chart of(List<Timeline.Point> points, Function<Timeline.Point, ByClass> counts) {
        long top = Scale.top(points.stream()
                .mapToLong(point -> total(counts.apply(point)))
                .max()
                .orElse(0));
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            ByClass each = counts.apply(points.get(i));
            bars.add(new Bar(
                    points.get(i),
                    each,
                    total(each),
                    Scale.percent(i + GAP / 2, points.size()),
                    Scale.percent(1 - GAP, points.size()),
                    pieces(each, top)));
        }
        return new Chart(bars, top);
    }

    private static List<Piece> pieces(ByClass counts, long top) {
        List<Piece> pieces = new ArrayList<>();
        long below = 0;
        long[] parts = {counts.human(), counts.proxy(), other(counts)};
        String[] series = {"human", "proxy", "other"};
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                below += parts[i];
                pieces.add(new Piece(series[i], Scale.percent(top - below, top), Scale.percent(parts[i], top)));
            }
        }
        return pieces;
    }

    /** Events that are neither human-looking nor a proxy's. */
    static long other(ByClass counts) {
        return total(counts) - counts.human() - counts.proxy();
    }

    static long total(ByClass counts) {
        return counts.human()
                + counts.proxy()
                + counts.scanner()
                + counts.duplicate()
                + counts.internalTest()
                + counts.undecided();
    }

    public boolean isEmpty() {
        return bars.stream().allMatch(bar -> bar.total() == 0);
    }

    /** What stands beside the lines, from the top down. */
    public List<Long> getSteps() {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> top - step * top / STEPS)
                .toList();
    }

    /** Where a moment stands below the chart: in the middle of its bar; at the edges it keeps within the picture. */
    public record Mark(String x, String anchor, Instant start, boolean minor) {

        static Mark of(Bar bar, double place, boolean minor) {
            String anchor = place < EDGE ? "start" : place > 1 - EDGE ? "end" : "middle";
            return new Mark(Scale.percent(place, 1), anchor, bar.point().start(), minor);
        }
    }

    /** Up to seven moments below the bars; those called minor may be left out where it is narrow. */
    public List<Mark> getMarks() {
        int every = Math.max(1, (bars.size() + MARKS - 1) / MARKS);
        List<Mark> marks = new ArrayList<>();
        for (int i = every / 2; i < bars.size(); i += every) {
            marks.add(Mark.of(bars.get(i), (i + 0.5) / bars.size(), marks.size() % 2 == 1));
        }
        return marks;
    }
}
