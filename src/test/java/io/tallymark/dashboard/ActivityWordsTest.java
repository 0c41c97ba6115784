package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallymark.http.Problem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what came from outside, and when, is put into words. */
class ActivityWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "400, 0.4 s",
        "9949, 9.9 s",
        "10000, 10 s",
        "133000, 2 min 13 s",
        "120000, 2 min",
        "11100000, 3 h 5 min",
        "1051200000, 12 d 4 h",
        "-400, 0.4 s"
    })
    void elapsedTimeIsSaidInItsTwoLargestUnits(long millis, String words) {
        assertThat(Elapsed.of(Duration.ofMillis(millis), Locale.UK)).isEqualTo(words);
        assertThat(Elapsed.of(Duration.ofMillis(400), Locale.GERMANY)).isEqualTo("0,4 s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36|Chrome 150 · Windows",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0|Edge 150 · Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15|Safari 26 · macOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148|WebKit · iPhone",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.5|Thunderbird 140 · Linux",
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0 Mobile Safari/537.36|Chrome 149 · Android 15",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)|Gmail image proxy",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|Googlebot 2.1",
                "curl/8.14.1|curl 8.14",
                "Mozilla/5.0|''",
                "''|''",
                "\"><script>alert(1)</script>|''"
            })
    void aClientIsCalledWhatItCallsItself(String userAgent, String words) {
        assertThat(ClientName.of(userAgent)).isEqualTo(words);
    }

    @Test
    void u5_nothingHidesInAText() {
        assertThat(Visible.of("a\u0000b\u001b[31m\u007f\u0085\u202ec\u200b"))
                .isEqualTo("a␀b␛[31m␡<U+0085><U+202E>c<U+200B>");
        assertThat(Visible.of("Zoë 🎉 <b>")).isEqualTo("Zoë 🎉 <b>");
        assertThat(Visible.of(null)).isEmpty();
    }

    @Test
    void u2_timesOfTheAddressAreInItsZone() {
        EventQuery query = new EventQuery(
                Map.of("from", "2026-11-24", "to", "2026-11-24", "zone", "Europe/Berlin", "kind", "OPEN"),
                ZoneId.of("Europe/Berlin"));
        assertThat(query.filter().getFirst("from")).isEqualTo("2026-11-23T23:00:00Z");
        assertThat(query.filter().getFirst("to")).isEqualTo("2026-11-24T23:00:00Z");
        assertThat(query.filter().getFirst("kind")).isEqualTo("OPEN");
        assertThat(query.filter()).doesNotContainKey("zone");
        assertThat(query.field("to")).isEqualTo("2026-11-25T00:00");
        assertThat(query.with("from", "2026-11-24T10:30").field("from")).isEqualTo("2026-11-24T10:30");
        assertThat(query.with("from", "2026-11-24T10:30:05.123Z").filter().getFirst("from"))
                .isEqualTo("2026-11-24T10:30:05.123Z");
        assertThatThrownBy(() -> query.with("from", "yesterday").filter()).isInstanceOf(Problem.class);
    }

    @Test
    void u2_aFilterIsChangedOneByOne() {
        EventQuery query = new EventQuery(Map.of("campaign", "a b"), ZoneId.of("UTC"));
        assertThat(query.with("class", "HUMAN").address())
                .contains("campaign=a+b")
                .contains("class=HUMAN");
        assertThat(query.with("campaign", "").address()).isEmpty();
    }
}
