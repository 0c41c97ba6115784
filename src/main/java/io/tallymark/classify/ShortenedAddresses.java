package io.tallymark.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What becomes of verdicts that rest on addresses which have been shortened since (V11). */
final class ShortenedAddresses {

    private ShortenedAddresses() {}

    /**
     * The verdicts, but with those that were there before in place of new ones that no longer see what those saw: the client's whole
     * address. A rule that comes earlier, say by a new signature, still decides anew.
     */
    static List<Verdict> standing(List<Verdict> decided, List<Request> requests, Map<UUID, StoredVerdict> before) {
        if (before.values().stream().noneMatch(ShortenedAddresses::neededAddress)) {
            return decided;
        }
        Map<UUID, Request> byId = new HashMap<>();
        requests.forEach(request -> byId.put(request.id(), request));
        return decided.stream()
                .map(verdict -> stands(verdict, byId.get(verdict.eventId()), before.get(verdict.eventId()))
                        ? before.get(verdict.eventId()).standing(verdict.ruleSet())
                        : verdict)
                .toList();
    }

    private static boolean neededAddress(StoredVerdict verdict) {
        return verdict.rule().filter(Rule::needsWholeAddress).isPresent();
    }

    private static boolean stands(Verdict verdict, Request request, StoredVerdict before) {
        return before != null
                && neededAddress(before)
                && Address.parse(request.address()).isShortened()
                && Rule.named(verdict.rule())
                        .filter(rule -> rule.compareTo(before.rule().orElseThrow()) > 0)
                        .isPresent();
    }
}
