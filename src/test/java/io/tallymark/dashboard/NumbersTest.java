package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallymark.http.Problem;
import io.tallymark.report.ByClass;
import io.tallymark.report.CampaignOverview.Day;
import io.tallymark.report.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How numbers become pictures and words. */
class NumbersTest {

    private static final ByClass NONE = new ByClass(0, 0, 0, 0, 0, 0);

    private static Timeline.Point point(String start, long human) {
        return new Timeline.Point(Instant.parse(start), new ByClass(human, 2, 1, 1, 0, 0), NONE);
    }

    @Test
    void sharesStayWithinTheirPicture() {
        assertThat(Scale.percent(1, 3)).isEqualTo("33.33%");
        assertThat(Scale.percent(5, 3)).isEqualTo("100.00%");
        assertThat(Scale.percent(-1, 3)).isEqualTo("0.00%");
        assertThat(Scale.percent(1, 0)).isEqualTo("0%");
    }

    @Test
    void anAxisEndsAboveTheHighestInWholeSteps() {
        for (long highest : new long[] {0, 1, 4, 5, 8, 9, 21, 39, 41, 99, 101, 1_234_567, 10_000_000_000L}) {
            long top = Scale.top(highest);
            assertThat(top)
                    .as("%d", highest)
                    .isGreaterThanOrEqualTo(highest)
                    .isLessThanOrEqualTo(Math.max(4, highest * 5 / 2));
            assertThat(top % 4).isZero();
        }
    }

    @Test
    void u4_percentagesAreWrittenAsThePersonWritesThem() {
        Words english = Words.of(Locale.ENGLISH);
        Words german = Words.of(Locale.GERMAN);
        assertThat(english.percent(0.3333)).isEqualTo("33.3%");
        assertThat(german.percent(0.3333)).isEqualTo("33,3\u00a0%");
        assertThat(english.percent(0.000_01)).isEqualTo("< 0.1%");
        assertThat(english.percent(0)).isEqualTo("0.0%");
        assertThat(english.points(0.1234)).isEqualTo("+12.3");
        assertThat(german.points(-0.1234)).isEqualTo("−12,3");
        assertThat(english.points(-0.0001)).isEqualTo("0.0");
    }

    @Test
    void u4_aDifferenceIsOneOnlyWhereRangesDoNotTouch() {
        Range low = new Range(10, 20, 30, 100);
        assertThat(new Contrast("opens", low, new Range(31, 40, 50, 100)).getFinding())
                .isEqualTo("higher");
        assertThat(new Contrast("opens", low, new Range(1, 2, 4, 50)).getFinding())
                .isEqualTo("lower");
        assertThat(new Contrast("opens", low, new Range(30, 40, 50, 100)).getFinding())
                .isEqualTo("overlap");
        assertThat(new Contrast("opens", low, new Range(0, 0, 0, 0)).getFinding())
                .isEqualTo("unknown");
        assertThat(new Contrast("opens", low, new Range(10, 20, 30, 50)).getRows())
                .extracting(Contrast.Row::difference)
                .containsExactly(0.1, 0.2, 0.3);
    }

    @Test
    void aTrendGoesFromTheFirstDayToTheLast() {
        LocalDate day = LocalDate.parse("2026-11-01");
        Sparkline trend = new Sparkline(
                List.of(new Day(day, 0, 0), new Day(day.plusDays(1), 10, 5), new Day(day.plusDays(2), 5, 0)));
        assertThat(trend.getOpens()).isEqualTo("M 0.00 26.00 L 60.00 2.00 L 120.00 14.00");
        assertThat(trend.getClicks()).isEqualTo("M 0.00 26.00 L 60.00 14.00 L 120.00 26.00");
        assertThat(trend.getArea()).startsWith(trend.getOpens()).endsWith("Z");
        assertThat(trend.getBusiest().day()).isEqualTo(day.plusDays(1));
        assertThat(trend.isFlat()).isFalse();
        assertThat(new Sparkline(List.of(new Day(day, 0, 0))).isFlat()).isTrue();
    }

    @Test
    void barsStandOnEachOther() {
        Chart chart = Chart.of(List.of(point("2026-11-01T00:00:00Z", 4)), Timeline.Point::opens);
        assertThat(chart.top()).isEqualTo(8);
        assertThat(chart.getSteps()).containsExactly(8L, 6L, 4L, 2L, 0L);
        Chart.Bar bar = chart.bars().get(0);
        assertThat(bar.total()).isEqualTo(8);
        assertThat(bar.pieces())
                .containsExactly(
                        new Chart.Piece("human", "50.00%", "50.00%"),
                        new Chart.Piece("proxy", "25.00%", "25.00%"),
                        new Chart.Piece("other", "0.00%", "25.00%"));
        assertThat(chart.getMarks())
                .singleElement()
                .returns("50.00%", Chart.Mark::x)
                .returns("middle", Chart.Mark::anchor);
    }

    @Test
    void aTimelineIsFilledWhereNothingHappenedAlsoWhenClocksChange() {
        Timeline days = new Timeline(
                "day", "Europe/Berlin", List.of(point("2026-10-23T22:00:00Z", 1), point("2026-10-26T23:00:00Z", 1)));
        TimeWindow all = TimeWindow.of("", null);
        assertThat(all.shown(days).points())
                .extracting(point -> point.start().toString())
                .containsExactly(
                        "2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "2026-10-26T23:00:00Z");
        assertThat(TimeWindow.of("2026-10-24", "2026-10-26").within(days)).hasSize(1);
        assertThat(TimeWindow.of("2026-10-25", "2026-10-26").shown(days).points())
                .isEmpty();

        Timeline hours = new Timeline(
                "hour", "UTC", List.of(point("2026-01-01T00:00:00Z", 1), point("2026-10-26T23:00:00Z", 1)));
        assertThat(all.shown(hours).isCut()).isTrue();
        assertThat(all.shown(hours).points())
                .hasSize(TimeWindow.MOST)
                .last()
                .returns(1L, point -> point.opens().human());
        assertThatThrownBy(() -> TimeWindow.of("soon", "")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> TimeWindow.of("", "+999999999-12-31")).isInstanceOf(Problem.class);
    }
}
