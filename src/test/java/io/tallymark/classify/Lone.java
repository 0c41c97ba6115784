package io.tallymark.classify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A message with a single request, long after sending: what a user agent alone decides. */
final class Lone {

    static final Instant SENT = Instant.parse("2026-11-20T09:00:00Z");

    private static final UUID MESSAGE = new UUID(1, 1);

    private Lone() {}

    static Verdict open(String userAgent, RuleSet ruleSet) {
        return verdict(request(false, userAgent), ruleSet);
    }

    static Verdict click(String userAgent, RuleSet ruleSet) {
        return verdict(request(true, userAgent), ruleSet);
    }

    static Verdict verdict(Request request, RuleSet ruleSet) {
        Timeline timeline = new Timeline(MESSAGE, SENT, Timeline.Recipient.OUTSIDE, 5, List.of(request));
        return Classifier.classify(timeline, Surroundings.NONE, ruleSet).get(0);
    }

    static Request request(boolean click, String userAgent) {
        return new Request(
                new UUID(2, 2),
                MESSAGE,
                click,
                click ? 1 : 0,
                SENT.plusSeconds(7200),
                "GET",
                userAgent,
                "203.0.113.5",
                Map.of());
    }
}
