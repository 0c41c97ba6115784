package io.tallymark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.campaign.SampleMailings.Letter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sample campaigns send. */
class SamplePlanTest {

    private static List<SamplePlan.Step> steps() {
        return IntStream.range(0, SamplePlan.steps()).mapToObj(SamplePlan::step).toList();
    }

    @Test
    void sd5_linksLeadNowhereReal() {
        for (SamplePlan.Step step : steps()) {
            Letter letter = step.letter();
            assertThat(Pattern.compile("(?:href|src)=\"(?!https://example\\.com/|mailto:)")
                            .matcher(letter.html())
                            .find())
                    .as(letter.subject())
                    .isFalse();
        }
    }

    @Test
    void sd3_noSliceIsMadeTwice() {
        assertThat(steps().stream().map(step -> step.campaign() + "/" + step.slice()))
                .doesNotHaveDuplicates();
        assertThat(steps().stream().map(step -> step.letter().reference()).distinct())
                .hasSize(3);
    }
}
