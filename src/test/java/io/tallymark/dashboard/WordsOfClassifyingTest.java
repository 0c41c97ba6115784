package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallymark.classify.ClassificationRun.Change;
import io.tallymark.classify.EventClass;
import io.tallymark.classify.LocalKnowledge;
import io.tallymark.classify.Rule;
import io.tallymark.classify.RuleSet;
import io.tallymark.instrument.Reason;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How pages put into words and tables what the other capabilities say. */
class WordsOfClassifyingTest {

    private static final Words GERMAN = Words.of(Locale.GERMAN);

    @Test
    void u3_rulesReasonsAndFaultsHaveTheirWords() {
        Stream.of(
                        RuleSet.builtIn().rules().stream()
                                .map(Rule::ruleName)
                                .flatMap(name -> Stream.of("rule." + name, "rule-name." + name, "rule-source." + name)),
                        RuleSet.builtIn().signatures().stream()
                                .map(signature -> "group." + signature.group().replace(' ', '-')),
                        Arrays.stream(Reason.values()).map(reason -> "reason." + reason),
                        Arrays.stream(LocalKnowledge.Fault.values()).map(fault -> "fault." + fault),
                        Arrays.stream(RecipientLines.Fault.values()).map(fault -> "recipient." + fault))
                .flatMap(keys -> keys)
                .forEach(key -> assertThat(GERMAN.text(key)).as(key).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The HTML has 120 kB; Gmail cuts off what is over 102 kB, and the pixel with it | Das HTML hat 120 kB.",
                "A link shows a.example but leads to b.example | Ein Link zeigt a.example, führt aber zu b.example.",
                "The message has no plain-text part | Die Nachricht hat keinen Textteil.",
                "The message stays as it came: signed | Die Nachricht bleibt, wie sie kam: sie ist signiert.",
                "Something new | Something new"
            })
    void u3_warningsAreToldInTheViewersLanguage(String english, String german) {
        assertThat(WarningWords.of(GERMAN, english)).startsWith(german);
    }

    @Test
    void aMatrixHasTheClassesThatOccur() {
        ChangeMatrix matrix = new ChangeMatrix(List.of(
                new Change("HUMAN", "SCANNER", 12), new Change("PROXY", "HUMAN", 3), new Change("HUMAN", "PROXY", 1)));
        assertThat(matrix.getFrom()).containsExactlyInAnyOrder(EventClass.HUMAN, EventClass.PROXY);
        assertThat(matrix.getTo()).containsExactlyInAnyOrder(EventClass.HUMAN, EventClass.PROXY, EventClass.SCANNER);
        assertThat(matrix.count(EventClass.HUMAN, EventClass.SCANNER)).isEqualTo(12);
        assertThat(matrix.count(EventClass.PROXY, EventClass.SCANNER)).isZero();
        assertThat(matrix.getTotal()).isEqualTo(16);
    }

    @Test
    void aDifferenceIsTakenApart() {
        String id = "01a21085-d80c-72f2-90fd-785ad6ba145b";
        assertThat(Difference.read("campaign " + id + ", scope: scope x, open_human 1"))
                .isEqualTo(new Difference(id, "scope", "scope x, open_human 1"));
        assertThat(Difference.read("odd")).isEqualTo(new Difference("", "event", "odd"));
    }

    @Test
    void u9_uploadsAreUtf8() throws CharacterCodingException {
        assertThat(Upload.text("\ufeffGrüße".getBytes(StandardCharsets.UTF_8))).isEqualTo("Grüße");
        assertThatThrownBy(() -> Upload.text("Grüße".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(CharacterCodingException.class);
        assertThat(Upload.most(1L << 40)).isEqualTo(32 << 20);
    }
}
