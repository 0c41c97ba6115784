package io.tallymark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.classify.EventClass;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    @Test
    void si1_theSameSeedGivesTheSameCampaigns() {
        assertThat(events(7)).isEqualTo(events(7)).isNotEqualTo(events(8));
    }

    @Test
    void si1_aSliceDoesNotDependOnThoseBefore() {
        List<SimulatedMessage> third =
                new Simulation(7, START).slices(4).collect(Collectors.toList()).get(3);
        assertThat(new Simulation(7, START).slice(3).get(0).events())
                .isEqualTo(third.get(0).events());
    }

    @Test
    void everyClassHappens() {
        assertThat(events(7).stream().map(SimulatedMessage.Labelled::truth))
                .contains(
                        EventClass.HUMAN,
                        EventClass.PROXY,
                        EventClass.SCANNER,
                        EventClass.DUPLICATE,
                        EventClass.INTERNAL_TEST);
    }

    private static List<SimulatedMessage.Labelled> events(long seed) {
        return new Simulation(seed, START)
                .slices(20)
                .flatMap(List::stream)
                .flatMap(message -> message.events().stream())
                .toList();
    }
}
