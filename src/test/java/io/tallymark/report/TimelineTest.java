package io.tallymark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.classify.EventClass;
import io.tallymark.report.Quarters.Bucket;
import io.tallymark.token.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Hours and days of zones, put together from quarters of an hour. */
class TimelineTest {

    private static final UUID ID = new UUID(1, 1);

    /** One open in every quarter of an hour. */
    private static List<Timeline.Point> full(String from, String to, Bucket bucket, String zone) {
        Map<Integer, Counts> quarters = new TreeMap<>();
        for (Instant at = Instant.parse(from); at.isBefore(Instant.parse(to)); at = at.plusSeconds(Quarters.SECONDS)) {
            quarters.put(
                    Quarters.of(at),
                    new Counts().add(new TalliedEvent(ID, ID, Kind.OPEN, 0, at, EventClass.HUMAN, Provider.OTHER), 1));
        }
        return Timeline.of(quarters, bucket, ZoneId.of(zone)).buckets();
    }

    @Test
    void daysOnWhichClocksChangeHave23And25Hours() {
        assertThat(full("2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z", Bucket.DAY, "Europe/Paris"))
                .extracting(point -> point.start() + " " + point.opens().human())
                .containsExactly("2026-03-27T23:00:00Z 96", "2026-03-28T23:00:00Z 92", "2026-03-29T22:00:00Z 96");
        assertThat(full("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", Bucket.DAY, "Europe/Paris"))
                .extracting(point -> point.opens().human())
                .containsExactly(100L);
        assertThat(full("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", Bucket.HOUR, "Europe/Paris"))
                .hasSize(25)
                .allMatch(point -> point.opens().human() == 4);
    }

    @Test
    void zonesWithQuartersAndMidnightsThatDoNotExist() {
        List<Timeline.Point> nepal =
                full("2026-01-01T00:15:00Z", "2026-01-01T02:15:00Z", Bucket.HOUR, "Asia/Kathmandu");
        assertThat(nepal)
                .extracting(Timeline.Point::start)
                .containsExactly(Instant.parse("2026-01-01T00:15:00Z"), Instant.parse("2026-01-01T01:15:00Z"));
        List<Timeline.Point> cairo = full("2026-04-22T22:00:00Z", "2026-04-24T21:00:00Z", Bucket.DAY, "Africa/Cairo");
        assertThat(Duration.between(cairo.get(0).start(), cairo.get(1).start())).isEqualTo(Duration.ofHours(24));
        assertThat(cairo.get(1).opens().human())
                .as("its first hour is left out")
                .isEqualTo(92);
        assertThat(full("2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", Bucket.DAY, "Australia/Lord_Howe"))
                .extracting(point -> point.opens().human())
                .as("half an hour longer")
                .containsExactly(98L);
        assertThat(Quarters.of(Instant.parse("1969-12-31T23:59:59Z"))).isEqualTo(-1);
    }
}
