package io.tallymark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.classify.Classifier;
import io.tallymark.classify.RuleSet;
import io.tallymark.classify.Signal;
import io.tallymark.classify.Surroundings;
import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.Simulation;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What verdicts rest on is told in the viewer's language (U3). */
class EvidenceWordsTest {

    private static final Words GERMAN = Words.of(Locale.GERMAN);
    private static final Words ENGLISH = Words.of(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delay -0.4 s | -0,4 s nach dem Versand",
                "no sign of a machine, delay 86400.5 s | kein Zeichen einer Maschine, 86.400,5 s nach dem Versand",
                "7 links in 0.9 s | 7 Links in 0,9 s",
                "3 links in 0.9 s by different clients | 3 Links in 0,9 s von verschiedenen Clients",
                "4 of 4 links in 61.0 s | 4 von 4 Links in 61 s",
                "same request 0.2 s before | dieselbe Anfrage 0,2 s vorher",
                "user agent contains GoogleImageProxy (Gmail) | User-Agent enthält GoogleImageProxy (Gmail)",
                "user agent is a program's name without a device: x {0} 'y' | User-Agent ist ein Programmname ohne Gerät: x {0} 'y'",
                "user agent is curl (tool) | User-Agent ist curl (tool)",
                "address in the own network 192.0.2.0/24 | Adresse im eigenen Netz 192.0.2.0/24",
                "address in 17.0.0.0/8 (Apple) | Adresse in 17.0.0.0/8 (Apple)",
                "asks for image/*; q=0.1 instead of a page; no Accept-Language; delay 3.2 s | verlangt image/*; q=0.1 statt"
                        + " einer Seite; kein Accept-Language; 3,2 s nach dem Versand",
                "something new; delay 1.5 s | something new; 1,5 s nach dem Versand",
            })
    void u3_inGerman(String english, String german) {
        assertThat(EvidenceWords.of(GERMAN, english)).isEqualTo(german);
    }

    @Test
    void u3_allThatTheSimulationBringsHasItsWordsAndIsTheSameInEnglish() {
        RuleSet rules = RuleSet.builtIn();
        Set<String> evidence = new TreeSet<>();
        new Simulation(5, Instant.parse("2026-11-20T09:00:00Z")).slices(60).forEach(slice -> {
            Surroundings surroundings = Surroundings.of(
                    slice.stream()
                            .flatMap(message -> message.events().stream())
                            .map(SimulatedMessage.Labelled::request)
                            .toList(),
                    rules);
            slice.forEach(message -> Classifier.classify(message.timeline(), surroundings, rules)
                    .forEach(verdict ->
                            verdict.signals().stream().map(Signal::evidence).forEach(evidence::add)));
        });
        assertThat(evidence).hasSizeGreaterThan(500).allSatisfy(each -> {
            assertThat(EvidenceWords.of(GERMAN, each)).as(each).isNotEqualTo(each);
            assertThat(EvidenceWords.of(ENGLISH, each).replaceAll("(?<=\\d),(?=\\d{3})", ""))
                    .isEqualTo(each.replaceAll("(\\d)\\.0 s", "$1 s"));
        });
    }
}
