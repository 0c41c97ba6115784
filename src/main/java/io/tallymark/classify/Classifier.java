package io.tallymark.classify;

import java.util.List;

/** Decides what the events of a message were (V1). Pure: same input, same verdicts, on any node. */
public final class Classifier {

    private Classifier() {}

    /** One verdict for each request of {@code timeline}, oldest first. */
    public static List<Verdict> classify(Timeline timeline, Surroundings surroundings, RuleSet ruleSet) {
        Sheet sheet = new Sheet(timeline, surroundings, ruleSet);
        for (Rule rule : Rule.IN_ORDER) {
            rule.look(sheet);
        }
        return sheet.verdicts();
    }
}
