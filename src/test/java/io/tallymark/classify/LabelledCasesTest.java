package io.tallymark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Single user agents and sequences whose class is known. */
class LabelledCasesTest {

    private static final RuleSet RULES =
            RuleSet.with(new LocalKnowledge(List.of("192.0.2.250/32"), List.of(), List.of()));

    @Test
    void v2_v6_userAgents() throws IOException {
        assertThat(LabelledUserAgents.read("user-agents.txt")).allSatisfy(labelled -> {
            String userAgent = labelled.userAgent().equals("-") ? "" : labelled.userAgent();
            assertThat(Lone.open(userAgent, RULES))
                    .extracting(Verdict::eventClass)
                    .isEqualTo(labelled.open());
            assertThat(Lone.click(userAgent, RULES))
                    .extracting(Verdict::eventClass)
                    .isEqualTo(labelled.click());
        });
    }

    @TestFactory
    Stream<DynamicTest> v2_v4_v5_sequences() throws IOException {
        return LabelledSequences.read("sequences.txt").stream()
                .map(sequence -> DynamicTest.dynamicTest(sequence.name(), () -> {
                    Map<UUID, Verdict> verdicts = sequence.verdicts(RULES);
                    assertThat(sequence.steps())
                            .allSatisfy(step -> assertThat(
                                            verdicts.get(step.request().id()))
                                    .as(step.line())
                                    .extracting(Verdict::eventClass)
                                    .isEqualTo(step.expected()));
                }));
    }
}
