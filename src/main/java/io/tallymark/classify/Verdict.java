package io.tallymark.classify;

import java.util.List;
import java.util.UUID;

/**
 * What one event was taken for, and why.
 *
 * @param rule the name of the rule that decided
 * @param signals all that was seen, also what did not decide; in the order of the rules, never empty
 * @param ruleSet the version of the rule set
 */
public record Verdict(UUID eventId, EventClass eventClass, String rule, List<Signal> signals, String ruleSet) {}
