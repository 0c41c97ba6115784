package io.tallymark.classify;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Finds the messages whose verdicts a click can change: those with a click that counts, of the same address, within the window. */
final class Neighbourhood {

    private final Map<String, NavigableMap<Instant, Set<UUID>>> messages = new HashMap<>();

    Neighbourhood(Collection<Request> clicks, RuleSet ruleSet) {
        for (Request click : clicks) {
            if (Surroundings.counts(click, ruleSet)) {
                messages.computeIfAbsent(click.address(), address -> new TreeMap<>())
                        .computeIfAbsent(click.at(), at -> new HashSet<>())
                        .add(click.messageId());
            }
        }
    }

    /** The messages around {@code clicks}; each stretch of time is walked once, however many clicks lie in it. */
    Set<UUID> of(Collection<Request> clicks) {
        Map<String, TreeMap<Instant, Instant>> walked = new HashMap<>();
        Set<UUID> found = new HashSet<>();
        clicks.stream().sorted(Request.IN_ORDER).forEach(click -> {
            NavigableMap<Instant, Set<UUID>> around = messages.getOrDefault(click.address(), new TreeMap<>());
            Instant from = click.at().minus(Surroundings.WINDOW);
            Instant to = click.at().plus(Surroundings.WINDOW);
            TreeMap<Instant, Instant> done = walked.computeIfAbsent(click.address(), address -> new TreeMap<>());
            if (!done.isEmpty() && done.lastEntry().getValue().isAfter(from)) {
                from = done.lastEntry().getValue();
            }
            if (!from.isAfter(to)) {
                around.subMap(from, true, to, true).values().forEach(found::addAll);
                done.put(click.at(), to);
            }
        });
        return found;
    }
}
