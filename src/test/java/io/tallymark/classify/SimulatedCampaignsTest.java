package io.tallymark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.Simulation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Campaigns whose truth is known, of several seeds. */
class SimulatedCampaignsTest {

    private static final RuleSet RULES = RuleSet.builtIn();

    @Test
    void v2_readersAreKeptAndScannersFound() {
        for (long seed = 1; seed <= 3; seed++) {
            Score all = new Score();
            Score sweeps = new Score();
            new Simulation(seed, Lone.SENT).slices(300).forEach(messages -> score(messages, all, sweeps));
            System.out.println("Simulated campaigns, seed " + seed + "\n" + all
                    + "of messages with three or more links\n" + sweeps);
            assertThat(all.readersLost()).as("readers lost, seed %d", seed).isLessThanOrEqualTo(0.005);
            assertThat(sweeps.recall(EventClass.SCANNER))
                    .as("scanners, seed %d", seed)
                    .isGreaterThanOrEqualTo(0.95);
            assertThat(all.right()).as("right, seed %d", seed).isGreaterThanOrEqualTo(0.97);
        }
    }

    private static void score(List<SimulatedMessage> messages, Score all, Score sweeps) {
        List<Request> requests = messages.stream()
                .flatMap(message -> message.events().stream())
                .map(SimulatedMessage.Labelled::request)
                .toList();
        Surroundings surroundings = Surroundings.of(requests, RULES);
        for (SimulatedMessage message : messages) {
            Map<UUID, EventClass> verdicts = new HashMap<>();
            Classifier.classify(message.timeline(), surroundings, RULES)
                    .forEach(verdict -> verdicts.put(verdict.eventId(), verdict.eventClass()));
            for (SimulatedMessage.Labelled event : message.events()) {
                EventClass verdict = verdicts.get(event.request().id());
                all.add(event.truth(), verdict);
                boolean copiesBrowser = event.request().userAgent().startsWith("Mozilla/5.0 (");
                if (message.links().length >= 3 && (event.truth() != EventClass.SCANNER || copiesBrowser)) {
                    sweeps.add(event.truth(), verdict);
                }
            }
        }
    }
}
