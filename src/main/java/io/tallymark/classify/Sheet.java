package io.tallymark.classify;

import java.util.ArrayList;
import java.util.List;

/** The working sheet of one message: its requests in order, what is known of each, and what the rules have signed so far. */
final class Sheet {

    final Timeline timeline;
    final Surroundings surroundings;
    final RuleSet ruleSet;
    final long sentAt;

    private final Request[] requests;
    private final long[] millis;
    private final Reading[] readings;
    private final Address[] addresses;
    private final Rule[] deciders;
    private final List<List<Signal>> signals;

    Sheet(Timeline timeline, Surroundings surroundings, RuleSet ruleSet) {
        this.timeline = timeline;
        this.surroundings = surroundings;
        this.ruleSet = ruleSet;
        this.sentAt = Request.millis(timeline.sentAt());
        this.requests = distinct(timeline.requests());
        this.millis = new long[requests.length];
        this.readings = new Reading[requests.length];
        this.addresses = new Address[requests.length];
        this.deciders = new Rule[requests.length];
        this.signals = new ArrayList<>(requests.length);
        for (int i = 0; i < requests.length; i++) {
            millis[i] = Request.millis(requests[i].at());
            readings[i] = ruleSet.read(requests[i].userAgent());
            addresses[i] = Address.parse(requests[i].address());
            signals.add(new ArrayList<>(2));
        }
    }

    /** In order; what was handed over twice counts once. */
    private static Request[] distinct(List<Request> requests) {
        List<Request> sorted = new ArrayList<>(requests.size());
        requests.stream().sorted(Request.IN_ORDER).forEach(request -> {
            if (sorted.isEmpty() || !sorted.get(sorted.size() - 1).id().equals(request.id())) {
                sorted.add(request);
            }
        });
        return sorted.toArray(Request[]::new);
    }

    int size() {
        return requests.length;
    }

    Request request(int i) {
        return requests[i];
    }

    long millis(int i) {
        return millis[i];
    }

    Reading reading(int i) {
        return readings[i];
    }

    Address address(int i) {
        return addresses[i];
    }

    /** Milliseconds from sending to the request. */
    long delay(int i) {
        return millis[i] - sentAt;
    }

    boolean isDecided(int i) {
        return deciders[i] != null;
    }

    /** The rule that decided, or null. */
    Rule decider(int i) {
        return deciders[i];
    }

    /** A click that only behaviour can tell: not of own people, not told by headers, name or network, except that HEAD is behaviour too. */
    boolean isOrdinaryClick(int i) {
        Rule decider = deciders[i];
        boolean open = decider == null || decider.showsBehaviour();
        return open && requests[i].click() && readings[i].isOrdinary();
    }

    /** Notes what {@code rule} saw, which decides if nothing did before. */
    void sign(int i, Rule rule, String evidence) {
        signals.get(i).add(new Signal(rule.ruleName(), evidence));
        if (deciders[i] == null) {
            deciders[i] = rule;
        }
    }

    List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>(requests.length);
        for (int i = 0; i < requests.length; i++) {
            verdicts.add(new Verdict(
                    requests[i].id(),
                    deciders[i].decides(),
                    deciders[i].ruleName(),
                    List.copyOf(signals.get(i)),
                    ruleSet.version()));
        }
        return verdicts;
    }

    /** Milliseconds in words: {@code 4.1 s}. */
    static String seconds(long millis) {
        long tenths = Math.abs(millis) / 100;
        return (millis < 0 && tenths > 0 ? "-" : "") + tenths / 10 + "." + tenths % 10 + " s";
    }
}
