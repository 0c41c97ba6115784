package io.tallymark.dashboard;

import io.tallymark.classify.EventClass;
import io.tallymark.report.ByClass;
import java.util.Arrays;
import java.util.List;

/**
 * Events of one class beside all.
 *
 * @param opens of this class
 * @param ofOpens of every class
 */
public record ClassRow(EventClass eventClass, long opens, long ofOpens, long clicks, long ofClicks) {

    static List<ClassRow> of(ByClass opens, ByClass clicks) {
        return Arrays.stream(EventClass.values())
                .map(each -> new ClassRow(
                        each, count(opens, each), Chart.total(opens), count(clicks, each), Chart.total(clicks)))
                .toList();
    }

    static long count(ByClass counts, EventClass eventClass) {
        return switch (eventClass) {
            case HUMAN -> counts.human();
            case PROXY -> counts.proxy();
            case SCANNER -> counts.scanner();
            case DUPLICATE -> counts.duplicate();
            case INTERNAL_TEST -> counts.internalTest();
            case UNDECIDED -> counts.undecided();
        };
    }

    public String getOpensWidth() {
        return Scale.percent(opens, ofOpens);
    }

    public String getClicksWidth() {
        return Scale.percent(clicks, ofClicks);
    }
}
