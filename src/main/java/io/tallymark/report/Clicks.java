package io.tallymark.report;

import io.tallymark.token.Kind;

/** Clicks as reports show them; as a difference, numbers may be negative. */
public record Clicks(long total, Recipients unique, ByClass byClass) {

    /**
     * Each recipient once.
     *
     * @param headline the same as human
     * @param any with any click that is no internal test
     * @param withoutOpen human ones of whom no open was seen, human-looking or through a proxy: images were not loaded
     */
    public record Recipients(long human, long headline, long any, long withoutOpen) {}

    static Clicks of(Counts counts, Uniques uniques) {
        return new Clicks(
                counts.of(Kind.CLICK),
                new Recipients(
                        uniques.clickHuman(), uniques.clickHuman(), uniques.clickAny(), uniques.clickWithoutOpen()),
                ByClass.of(counts, Kind.CLICK));
    }
}
