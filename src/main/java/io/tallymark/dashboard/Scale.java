package io.tallymark.dashboard;

import java.util.Locale;
import java.util.stream.LongStream;

/** Where things stand in a picture, as SVG says it. */
final class Scale {

    private static final double WHOLE = 100;

    private Scale() {}

    /** {@code part} of {@code of} as a length between 0 and 100 %. */
    static String percent(double part, double of) {
        return of <= 0 ? "0%" : number(WHOLE * Math.min(1, Math.max(0, part / of))) + "%";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** The end of an axis that shows {@code highest} in round steps: four steps of 1, 2, 2.5 or 5 times a power of ten, whole ones. */
    static long top(long highest) {
        for (long power = 1; ; power *= 10) {
            long unit = power;
            long top = LongStream.of(4 * unit, 8 * unit, 10 * unit, 20 * unit)
                    .filter(each -> each >= highest && each % 4 == 0)
                    .findFirst()
                    .orElse(0);
            if (top > 0) {
                return top;
            }
        }
    }
}
