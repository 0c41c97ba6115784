package io.tallymark.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Single requests of public user agents and of labelled ones, beside isbot's pattern and the rule "bot in the name". What is printed is
 * in target/surefire-reports.
 */
class EvaluationTest {

    private static final String[] SEQUENCES = {"sequences.txt", "held-out-sequences.txt"};

    private static final RuleSet RULES =
            RuleSet.with(new LocalKnowledge(List.of("192.0.2.250/32"), List.of(), List.of()));

    @Test
    void v2_v6_yauaa() throws IOException {
        List<Corpora.Known> all = Corpora.yauaa();
        assertThat(all).hasSizeGreaterThan(4_000);
        assertThat(print("yauaa: robots", all, Corpora.Known::isRobot)).isGreaterThanOrEqualTo(0.90);
        assertThat(print("yauaa: mail clients", all, Corpora.Known::isMailClient))
                .isZero();
        assertThat(print("yauaa: phones and tablets", all, EvaluationTest::isPhone))
                .isLessThanOrEqualTo(0.002);
        print("yauaa: desktop browsers of all times, some forged", all, Corpora.Known::isDesktopBrowser);
    }

    @Test
    void v6_botsThatNothingWasMadeFrom() throws IOException {
        Optional<List<String>> bots = Corpora.crawlerUserAgents();
        assumeTrue(bots.isPresent(), "src/bench/corpora.sh has not run");
        Map<Peers, Double> flagged = print("crawler-user-agents: bots", bots.orElseThrow());
        assertThat(flagged.get(Peers.TALLYMARK)).isGreaterThanOrEqualTo(0.90);
    }

    @Test
    void v2_browsersInUse() throws IOException {
        Optional<List<String>> browsers = Corpora.browsersInUse();
        assumeTrue(browsers.isPresent(), "src/bench/corpora.sh has not run");
        Map<Peers, Double> flagged = print("user-agents: browsers in use", browsers.orElseThrow());
        assertThat(flagged.get(Peers.TALLYMARK)).isLessThanOrEqualTo(0.002);
    }

    @Test
    void v2_v6_labelledUserAgents() throws IOException {
        for (String resource : List.of("user-agents.txt", "held-out-user-agents.txt")) {
            Score score = new Score();
            Map<Peers, Score> peers = new EnumMap<>(Peers.class);
            for (LabelledUserAgents.Case labelled : LabelledUserAgents.read(resource)) {
                String userAgent = labelled.userAgent().equals("-") ? "" : labelled.userAgent();
                score.add(labelled.open(), Lone.open(userAgent, RULES).eventClass());
                score.add(labelled.click(), Lone.click(userAgent, RULES).eventClass());
                for (Peers peer : Peers.values()) {
                    EventClass said = peer.isBot(userAgent) ? EventClass.SCANNER : EventClass.HUMAN;
                    peers.computeIfAbsent(peer, p -> new Score()).add(labelled.click(), said);
                }
            }
            System.out.println(resource + "\n" + score);
            peers.remove(Peers.TALLYMARK);
            peers.forEach((peer, said) -> System.out.printf("%s%n%s%n", peer, said));
            assertThat(score.right()).as(resource).isGreaterThanOrEqualTo(0.97);
            assertThat(score.readersLost()).as(resource).isLessThanOrEqualTo(0.01);
        }
    }

    @Test
    void v2_v4_v5_labelledSequences() throws IOException {
        List<LabelledSequences.Case> all = LabelledSequences.read(SEQUENCES);
        int first = LabelledSequences.read("sequences.txt").size();
        for (List<LabelledSequences.Case> part : List.of(all.subList(0, first), all.subList(first, all.size()))) {
            Score events = new Score();
            List<String> wrong = new ArrayList<>();
            for (LabelledSequences.Case sequence : part) {
                var verdicts = sequence.verdicts(RULES);
                sequence.steps()
                        .forEach(step -> events.add(
                                step.expected(),
                                verdicts.get(step.request().id()).eventClass()));
                if (!sequence.steps().stream()
                        .allMatch(step -> verdicts.get(step.request().id()).eventClass() == step.expected())) {
                    wrong.add(sequence.name());
                }
            }
            System.out.printf("sequences: %d, wrong: %s%n%s%n", part.size(), wrong, events);
            assertThat((double) wrong.size() / part.size())
                    .as("wrong: %s", wrong)
                    .isLessThanOrEqualTo(0.08);
            assertThat(events.readersLost()).isLessThanOrEqualTo(0.01);
        }
    }

    /** Without what yauaa counts as phones and we do not: WhatsApp's link previews, researchers and robots who add a contact address. */
    private static boolean isPhone(Corpora.Known known) {
        return known.isPhoneOrTablet() && !known.userAgent().matches("WhatsApp/.*|.*(?:@intigriti|https?://).*");
    }

    private static double print(String name, List<Corpora.Known> all, Predicate<Corpora.Known> wanted) {
        return print(
                        name,
                        all.stream()
                                .filter(wanted)
                                .map(Corpora.Known::userAgent)
                                .toList())
                .get(Peers.TALLYMARK);
    }

    /** The share that each calls a bot. */
    private static Map<Peers, Double> print(String name, List<String> userAgents) {
        Map<Peers, Double> flagged = new EnumMap<>(Peers.class);
        StringBuilder line = new StringBuilder(String.format("%-50s %5d", name, userAgents.size()));
        for (Peers peer : Peers.values()) {
            double share = (double) userAgents.stream().filter(peer::isBot).count() / userAgents.size();
            flagged.put(peer, share);
            line.append(String.format("  %s %.2f%%", peer, 100 * share));
        }
        System.out.println(line);
        return flagged;
    }
}
