package io.tallymark.sample;

import java.time.Instant;

/**
 * How it stands with sample data.
 *
 * @param steps that the work has, and {@code done} of them
 * @param since when it began; null where there is nothing, like {@code by}
 */
public record SampleState(Task task, int done, int steps, Instant since, String by) {

    /** What is going on. */
    public enum Task {
        /** There are no sample data. */
        NONE,
        /** They are being made. */
        MAKING,
        /** They are there. */
        THERE,
        /** They are being removed. */
        REMOVING
    }

    static final SampleState NONE = new SampleState(Task.NONE, 0, 0, null, null);

    /** Whether any are there or on their way. */
    public boolean isAnything() {
        return task != Task.NONE;
    }

    public boolean isBusy() {
        return task == Task.MAKING || task == Task.REMOVING;
    }

    public int percent() {
        return steps == 0 ? 0 : Math.min(100, 100 * done / steps);
    }
}
