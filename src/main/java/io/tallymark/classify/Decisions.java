package io.tallymark.classify;

import io.tallymark.campaign.Message;
import io.tallymark.campaign.Messages;
import io.tallymark.event.Events;
import io.tallymark.event.RawEvent;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides a slice of messages: reads all that the verdicts depend on, asks the {@link Classifier}, and says what was before. */
@ApplicationScoped
class Decisions {

    private static final Logger LOG = System.getLogger("tallymark.classify");

    private static final int MOST_EVENTS = 40_000;
    private static final String FAILED = "failed";
    private static final String UNKNOWN_MESSAGE = "unknown-message";

    @Inject
    private Messages messages;

    @Inject
    private Events events;

    @Inject
    private RuleSets ruleSets;

    @Inject
    private VerdictStore verdicts;

    /**
     * What is to be said of one message.
     *
     * @param verdicts one for each event; UNDECIDED ones if the message could not be decided
     * @param before the stored verdicts by event
     * @param facts absent if the message is not known
     * @param raw all its events
     * @param requests the events as the classifier saw them; none if they could not be read
     */
    record Decision(
            UUID messageId,
            Optional<Message.Facts> facts,
            List<RawEvent> raw,
            List<Verdict> verdicts,
            Map<UUID, StoredVerdict> before,
            List<Request> requests,
            boolean failed) {

        /** Whether the event has had no verdict so far: then its neighbours do not know of it. */
        boolean isNews(UUID event) {
            return !before.containsKey(event) || before.get(event).eventClass() == EventClass.UNDECIDED;
        }
    }

    /**
     * @param of for each of the messages that has events
     * @param neighbours the clicks that the same clients made, on these messages and on others
     * @param ruleSet under which they were decided
     */
    record Slice(List<Decision> of, List<Request> neighbours, RuleSet ruleSet) {

        /** Only the messages all of whose events have been decided before. */
        Slice known() {
            return new Slice(of.stream().filter(each -> !hasNews(each)).toList(), neighbours, ruleSet);
        }

        /** The messages that hold events without a verdict. */
        List<UUID> news() {
            return of.stream().filter(Slice::hasNews).map(Decision::messageId).toList();
        }

        private static boolean hasNews(Decision decision) {
            return decision.raw().stream().anyMatch(event -> decision.isNews(event.id()));
        }
    }

    /** The first of these messages, as many as can be held in memory with all their events, but at least one. */
    List<UUID> affordable(Collection<UUID> ids) throws SQLException {
        Map<UUID, Integer> counts = events.counts(ids);
        List<UUID> affordable = new ArrayList<>();
        long sum = 0;
        for (UUID id : ids) {
            sum += counts.getOrDefault(id, 0);
            if (sum > MOST_EVENTS && !affordable.isEmpty()) {
                break;
            }
            affordable.add(id);
        }
        return affordable;
    }

    /** The version of the rules in force. */
    String version() throws SQLException {
        return ruleSets.active().ruleSet().version();
    }

    /** Decides these messages under the rules in force. One that cannot be decided fails alone. */
    Slice decide(Collection<UUID> ids) throws SQLException {
        ActiveRules active = ruleSets.active();
        Map<UUID, Message.Facts> facts = new HashMap<>();
        messages.facts(ids).forEach(fact -> facts.put(fact.id(), fact));
        Map<UUID, List<RawEvent>> raw = new HashMap<>();
        events.ofMessages(ids)
                .forEach(event -> raw.computeIfAbsent(event.messageId(), id -> new ArrayList<>())
                        .add(event));
        Map<UUID, Map<UUID, StoredVerdict>> before = verdicts.of(ids);
        Map<UUID, List<Request>> requests = new HashMap<>();
        Map<UUID, Exception> faults = new HashMap<>();
        raw.forEach((id, all) -> {
            try {
                requests.put(id, all.stream().map(Decisions::request).toList());
            } catch (RuntimeException e) {
                faults.put(id, e);
            }
        });
        List<Request> neighbours = neighbours(requests.values(), active.ruleSet());
        Surroundings surroundings = Surroundings.of(neighbours, active.ruleSet());
        List<Decision> decisions = new ArrayList<>();
        raw.forEach((id, all) -> decisions.add(decide(
                id,
                all,
                facts.get(id),
                requests.getOrDefault(id, List.of()),
                faults.get(id),
                before.getOrDefault(id, Map.of()),
                surroundings,
                active)));
        return new Slice(decisions, neighbours, active.ruleSet());
    }

    private static Decision decide(
            UUID id,
            List<RawEvent> raw,
            Message.Facts facts,
            List<Request> requests,
            Exception fault,
            Map<UUID, StoredVerdict> before,
            Surroundings surroundings,
            ActiveRules active) {
        if (facts == null) {
            String why = "the message is not in this database, so nobody knows when it was sent";
            return new Decision(
                    id, Optional.empty(), raw, undecided(raw, UNKNOWN_MESSAGE, why, active), before, List.of(), false);
        }
        try {
            if (fault != null) {
                throw fault;
            }
            Timeline timeline =
                    new Timeline(id, facts.sentAt(), active.recipient(facts), facts.trackedLinks(), requests);
            List<Verdict> verdicts = ShortenedAddresses.standing(
                    Classifier.classify(timeline, surroundings, active.ruleSet()), requests, before);
            return new Decision(id, Optional.of(facts), raw, verdicts, before, requests, false);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Message " + id + " cannot be decided and is tried again later", e);
            String why = "the message could not be decided (" + e.getClass().getSimpleName() + "); it is tried again";
            return new Decision(
                    id, Optional.of(facts), raw, undecided(raw, FAILED, why, active), before, List.of(), true);
        }
    }

    private static List<Verdict> undecided(List<RawEvent> raw, String rule, String why, ActiveRules active) {
        List<Signal> signals = List.of(new Signal(rule, why));
        return raw.stream()
                .map(event -> new Verdict(
                        event.id(),
                        EventClass.UNDECIDED,
                        rule,
                        signals,
                        active.ruleSet().version()))
                .toList();
    }

    /** All that counts within the window around the clicks of the slice that count themselves. */
    private List<Request> neighbours(Collection<List<Request>> slice, RuleSet ruleSet) throws SQLException {
        Map<String, List<Instant>> times = new HashMap<>();
        for (List<Request> message : slice) {
            for (Request request : message) {
                if (Surroundings.counts(request, ruleSet)) {
                    times.computeIfAbsent(request.address(), address -> new ArrayList<>())
                            .add(request.at());
                }
            }
        }
        List<Events.Stretch> stretches = new ArrayList<>();
        times.forEach((address, at) -> stretches.addAll(merged(address, at)));
        if (stretches.isEmpty()) {
            return List.of();
        }
        List<Request> neighbours = new ArrayList<>();
        for (RawEvent click : events.clicks(stretches)) {
            try {
                neighbours.add(request(click));
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "An event whose headers cannot be read counts for nothing: {0}", click.id());
            }
        }
        return neighbours;
    }

    /** Stretches of the window around each time, joined where they meet. */
    private static List<Events.Stretch> merged(String address, List<Instant> times) {
        List<Instant> sorted = times.stream().sorted().toList();
        List<Events.Stretch> stretches = new ArrayList<>();
        Instant first = sorted.get(0);
        Instant last = first;
        for (Instant time : sorted) {
            if (time.isAfter(last.plus(Surroundings.WINDOW.multipliedBy(2)))) {
                stretches.add(around(address, first, last));
                first = time;
            }
            last = time;
        }
        stretches.add(around(address, first, last));
        return stretches;
    }

    private static Events.Stretch around(String address, Instant first, Instant last) {
        return new Events.Stretch(address, first.minus(Surroundings.WINDOW), last.plus(Surroundings.WINDOW));
    }

    private static Request request(RawEvent event) {
        return new Request(
                event.id(),
                event.messageId(),
                event.kind() == Kind.CLICK,
                event.linkId(),
                event.occurredAt(),
                event.method(),
                event.userAgent(),
                event.address(),
                event.headers());
    }
}
