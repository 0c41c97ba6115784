package io.tallymark.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Quarters of an hour since 1970 in UTC, the smallest step of the clocks of all zones, put together to hours and days. */
final class Quarters {

    static final int SECONDS = 900;

    private Quarters() {}

    static int of(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), SECONDS);
    }

    static Instant start(int quarter) {
        return Instant.ofEpochSecond((long) quarter * SECONDS);
    }

    /** What a bucket of a timeline is. */
    enum Bucket {
        HOUR,
        DAY;

        /** The start of the bucket in which a moment lies, in a zone; on days when clocks change, hours and days are as long as they are. */
        Instant start(Instant at, ZoneId zone) {
            ZonedDateTime local = at.atZone(zone);
            return this == DAY
                    ? local.toLocalDate().atStartOfDay(zone).toInstant()
                    : local.truncatedTo(ChronoUnit.HOURS).toInstant();
        }
    }
}
