package io.tallymark.event;

/** How many requests come in each second, measured over half a second or more. */
final class RequestRate {

    private static final long MEASURED_NANOS = 500_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private long measuredAt;
    private long measuredPosition;
    private long perSecond;

    /**
     * @param nanos time on any steady clock
     * @param lastPosition of the journal
     */
    synchronized long perSecond(long nanos, long lastPosition) {
        long elapsed = nanos - measuredAt;
        if (elapsed >= MEASURED_NANOS) {
            perSecond = measuredAt == 0 ? 0 : (lastPosition - measuredPosition) * SECOND_NANOS / elapsed;
            measuredAt = nanos;
            measuredPosition = lastPosition;
        }
        return perSecond;
    }
}
