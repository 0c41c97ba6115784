package io.tallymark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TideTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void turnsAtEightThousandRequestsASecondAndCore() {
        Tide tide = new Tide(2, 1_000_000);
        assertThat(tide.isHigh(SECOND, 0, 0)).isFalse();
        assertThat(tide.isHigh(2 * SECOND, 16_000, 0)).isFalse();
        assertThat(tide.isHigh(3 * SECOND, 32_001, 0)).isTrue();
        assertThat(tide.isHigh(3 * SECOND + 1, 32_001, 0))
                .as("holds until measured again")
                .isTrue();
        assertThat(tide.isHigh(4 * SECOND, 33_000, 0)).isFalse();
    }

    @Test
    void aLargeBacklogIsLoadedAllTheSame() {
        Tide tide = new Tide(1, 50_000);
        tide.isHigh(SECOND, 0, 0);
        assertThat(tide.isHigh(2 * SECOND, 40_000, 0)).isTrue();
        assertThat(tide.isHigh(3 * SECOND, 80_000, 0)).isFalse();
        assertThat(tide.isHigh(3 * SECOND + 1, 80_000, 40_000)).isTrue();
    }
}
