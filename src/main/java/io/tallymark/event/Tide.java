package io.tallymark.event;

/**
 * Tells when requests come in faster than this machine can both answer and load them. Loading then waits in favour of readers; the
 * journal holds the rest. Only when the backlog has become large does loading go on regardless.
 */
final class Tide {

    /** Requests per second and core beyond which answering takes what the loader would need (measured, see the README). */
    private static final long HIGH_PER_CORE = 8_000;

    private static final long MEASURED_NANOS = 500_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long highPerSecond;
    private final long largestBacklog;
    private long measuredAt;
    private long measuredPosition;
    private boolean high;

    Tide(int cores, long largestBacklog) {
        this.highPerSecond = cores * HIGH_PER_CORE;
        this.largestBacklog = largestBacklog;
    }

    /**
     * @param nanos time on any steady clock
     * @param lastPosition of the journal
     * @param loadedPosition up to which it is loaded
     */
    boolean isHigh(long nanos, long lastPosition, long loadedPosition) {
        long elapsed = nanos - measuredAt;
        if (elapsed >= MEASURED_NANOS) {
            long perSecond = (lastPosition - measuredPosition) * SECOND_NANOS / elapsed;
            high = measuredAt != 0 && perSecond > highPerSecond;
            measuredAt = nanos;
            measuredPosition = lastPosition;
        }
        return high && lastPosition - loadedPosition < largestBacklog;
    }
}
