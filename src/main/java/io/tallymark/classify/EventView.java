package io.tallymark.classify;

import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An event as callers see it.
 *
 * @param campaignId null when the message is not known, like {@code snapshotId}
 * @param linkId null for an open, like {@code target}
 * @param ip the client's address, shortened after a while
 * @param verdict what the request was; {@code UNDECIDED} while nothing has decided it
 * @param reasons what led to the verdict, the deciding rule first
 * @param ruleset null while nothing has decided it, like {@code classifiedAt}
 */
public record EventView(
        UUID id,
        String kind,
        UUID messageId,
        UUID campaignId,
        UUID snapshotId,
        String linkId,
        String target,
        Instant occurredAt,
        String method,
        String userAgent,
        String ip,
        String importId,
        @JsonbProperty("class") String verdict,
        List<Reason> reasons,
        String ruleset,
        Instant classifiedAt) {

    /** One signal that spoke for the verdict, with its value. */
    public record Reason(String rule, String evidence) {

        /** Reads the signals of a stored verdict, and puts those of the rule that decided first. */
        public static List<Reason> parse(String decided, String signals) {
            List<Reason> first = new ArrayList<>();
            List<Reason> others = new ArrayList<>();
            for (int start = 0, end; (end = signals.indexOf('\n', start)) >= 0; start = end + 1) {
                int tab = signals.indexOf('\t', start);
                String rule = signals.substring(start, tab);
                (rule.equals(decided) ? first : others).add(new Reason(rule, signals.substring(tab + 1, end)));
            }
            first.addAll(others);
            return first;
        }
    }
}
