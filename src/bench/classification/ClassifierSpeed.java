package io.tallymark.classify;

import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Measures the classifier, surroundings included, slice by slice, and its peers on the same events. */
final class ClassifierSpeed {

    /** The slowest peer would take hours for all. */
    private static final long EVENTS_OF_PEERS = 200_000;

    private static final RuleSet RULES = RuleSet.builtIn();

    private final Score score = new Score();
    private final Map<Peers, Score> peerScores = new EnumMap<>(Peers.class);
    private final Map<Peers, Long> peerNanos = new EnumMap<>(Peers.class);
    private long events;
    private long nanos;
    private long peerEvents;

    public static void main(String[] arguments) {
        long wanted = Long.parseLong(arguments[0]);
        Simulation simulation = new Simulation(Long.parseLong(arguments[1]), Instant.parse("2026-11-20T09:00:00Z"));
        new ClassifierSpeed().run(simulation, Math.min(100_000, wanted / 2)); // warm
        ClassifierSpeed measured = new ClassifierSpeed();
        measured.run(simulation, wanted);
        measured.print();
    }

    private void run(Simulation simulation, long wanted) {
        for (int slice = 0; events < wanted; slice++) {
            take(simulation.slice(slice));
        }
    }

    private void take(List<SimulatedMessage> messages) {
        List<Timeline> timelines = messages.stream().map(SimulatedMessage::timeline).toList();
        List<Request> requests = timelines.stream().flatMap(t -> t.requests().stream()).toList();
        long start = System.nanoTime();
        Surroundings surroundings = Surroundings.of(requests, RULES);
        List<List<Verdict>> verdicts = new ArrayList<>(timelines.size());
        for (Timeline timeline : timelines) {
            verdicts.add(Classifier.classify(timeline, surroundings, RULES));
        }
        nanos += System.nanoTime() - start;
        events += requests.size();
        score(messages, verdicts);
        if (events <= EVENTS_OF_PEERS) {
            peerEvents = events;
            for (Peers peer : List.of(Peers.ISBOT, Peers.BOT_IN_THE_NAME)) {
                peer(peer, messages);
            }
        }
    }

    private void score(List<SimulatedMessage> messages, List<List<Verdict>> verdicts) {
        for (int i = 0; i < messages.size(); i++) {
            Map<UUID, EventClass> said = new HashMap<>();
            verdicts.get(i).forEach(verdict -> said.put(verdict.eventId(), verdict.eventClass()));
            messages.get(i).events().forEach(e -> score.add(e.truth(), said.get(e.request().id())));
        }
    }

    private void peer(Peers peer, List<SimulatedMessage> messages) {
        Score peerScore = peerScores.computeIfAbsent(peer, p -> new Score());
        for (SimulatedMessage message : messages) {
            for (SimulatedMessage.Labelled event : message.events()) {
                long start = System.nanoTime();
                boolean bot = peer.isBot(event.request().userAgent());
                peerNanos.merge(peer, System.nanoTime() - start, Long::sum);
                peerScore.add(event.truth(), bot ? EventClass.SCANNER : EventClass.HUMAN);
            }
        }
    }

    private void print() {
        System.out.printf("%,d events%n%n", events);
        System.out.printf("Tallymark: %,d events/s%n%s%n", events * 1_000_000_000L / nanos, score);
        peerScores.forEach((peer, said) -> System.out.printf(
                "%s: %,d events/s%n%s%n", peer, peerEvents * 1_000_000_000L / peerNanos.get(peer), said));
    }
}
