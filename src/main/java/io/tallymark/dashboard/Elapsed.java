package io.tallymark.dashboard;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/** A length of time in its two largest units, whose signs are the same in every language. */
final class Elapsed {

    private static final int DECIMAL_SECONDS = 10;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Elapsed() {}

    /** As {@code 1.4 s}, {@code 2 min 13 s}, {@code 3 h 5 min}, {@code 12 d 4 h}; without a sign. */
    static String of(Duration duration, Locale locale) {
        Duration length = duration.abs();
        long seconds = length.toSeconds();
        if (seconds < DECIMAL_SECONDS) {
            NumberFormat format = NumberFormat.getNumberInstance(locale);
            format.setMinimumFractionDigits(1);
            format.setMaximumFractionDigits(1);
            return format.format(length.toMillis() / 1000.0) + " s";
        }
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return two(seconds / MINUTE, "min", seconds % MINUTE, "s");
        }
        return seconds < DAY
                ? two(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min")
                : two(seconds / DAY, "d", seconds % DAY / HOUR, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
