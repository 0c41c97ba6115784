package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import jakarta.json.bind.annotation.JsonbProperty;

/** Events of one kind by what they were taken for. */
public record ByClass(
        @JsonbProperty("HUMAN") long human,
        @JsonbProperty("PROXY") long proxy,
        @JsonbProperty("SCANNER") long scanner,
        @JsonbProperty("DUPLICATE") long duplicate,
        @JsonbProperty("INTERNAL_TEST") long internalTest,
        @JsonbProperty("UNDECIDED") long undecided) {

    static ByClass of(Counts counts, Kind kind) {
        return new ByClass(
                counts.of(kind, EventClass.HUMAN),
                counts.of(kind, EventClass.PROXY),
                counts.of(kind, EventClass.SCANNER),
                counts.of(kind, EventClass.DUPLICATE),
                counts.of(kind, EventClass.INTERNAL_TEST),
                counts.of(kind, EventClass.UNDECIDED));
    }
}
