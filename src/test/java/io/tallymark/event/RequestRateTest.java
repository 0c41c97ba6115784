package io.tallymark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void e8_isMeasuredOverHalfASecondAndHoldsUntilThen() {
        RequestRate rate = new RequestRate();
        assertThat(rate.perSecond(SECOND, 700)).as("nothing to compare with").isZero();
        assertThat(rate.perSecond(2 * SECOND, 16_700)).isEqualTo(16_000);
        assertThat(rate.perSecond(2 * SECOND + SECOND / 4, 99_999)).isEqualTo(16_000);
        assertThat(rate.perSecond(2 * SECOND + SECOND / 2, 17_700)).isEqualTo(2_000);
        assertThat(rate.perSecond(12 * SECOND + SECOND / 2, 17_700)).isZero();
    }
}
