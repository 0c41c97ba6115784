package io.tallymark.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tallymark.Randoms;
import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for any events. */
class ClassifierPropertiesTest {

    private static final RuleSet RULES = RuleSet.builtIn();

    @Test
    void v1_orderOfArrivalChangesNothing() {
        Randoms.forAll(30, random -> {
            List<Timeline> slice = slice(random);
            List<Request> all = requests(slice);
            Map<UUID, Verdict> verdicts = verdicts(slice, Surroundings.of(all, RULES));
            List<Request> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            List<Timeline> other =
                    slice.stream().map(timeline -> shuffled(timeline, random)).toList();
            assertThat(verdicts(other, Surroundings.of(shuffled, RuleSet.builtIn())))
                    .isEqualTo(verdicts);
        });
    }

    /** In batches, as the product does: decide with what is there, and again every message that a new event can change. */
    @Test
    void v1_batchesChangeNothing() {
        Randoms.forAll(12, random -> {
            List<Timeline> slice = slice(random);
            List<Request> arriving = new ArrayList<>(requests(slice));
            Collections.shuffle(arriving, random);
            Batches batches = new Batches(slice);
            while (!arriving.isEmpty()) {
                int size = Math.min(arriving.size(), 1 + random.nextInt(200));
                batches.take(new ArrayList<>(arriving.subList(0, size)));
                arriving.subList(0, size).clear();
            }
            assertThat(batches.verdicts).isEqualTo(verdicts(slice, Surroundings.of(requests(slice), RULES)));
        });
    }

    @Test
    void v1_requestsOutsideTheWindowChangeNothing() {
        Randoms.forAll(10, random -> {
            List<Timeline> slice = slice(random);
            List<Request> all = requests(slice);
            Surroundings wide = Surroundings.of(all, RULES);
            for (Timeline timeline : slice) {
                List<Request> near =
                        all.stream().filter(other -> isNear(other, timeline)).toList();
                assertThat(Classifier.classify(timeline, Surroundings.of(near, RULES), RULES))
                        .isEqualTo(Classifier.classify(timeline, wide, RULES));
            }
        });
    }

    @Test
    void v8_anyInputHasAResult() {
        Randoms.forAll(300, random -> {
            Timeline timeline = hostile(random, 1 + random.nextInt(30));
            Surroundings surroundings = Surroundings.of(timeline.requests(), RULES);
            List<Verdict> verdicts = Classifier.classify(timeline, surroundings, RULES);
            assertThat(verdicts).hasSameSizeAs(timeline.requests()).allSatisfy(verdict -> {
                assertThat(verdict.eventClass()).isNotEqualTo(EventClass.UNDECIDED);
                assertThat(verdict.signals())
                        .isNotEmpty()
                        .allSatisfy(signal -> assertThat(signal.evidence())
                                .isNotBlank()
                                .doesNotContainPattern("\\p{Cntrl}")
                                .hasSizeLessThan(400));
            });
        });
    }

    @Test
    void v8_clocksThatJump() {
        Instant sent = Lone.SENT;
        for (Instant at : List.of(Instant.MIN, sent.minus(Duration.ofDays(900)), Instant.EPOCH, Instant.MAX)) {
            Request request = new Request(
                    new UUID(1, 1), new UUID(2, 2), true, 5, at, "GET", SOME_BROWSER, "203.0.113.5", Map.of());
            assertThat(Lone.verdict(request, RULES).eventClass()).isEqualTo(EventClass.HUMAN);
        }
    }

    @Test
    @Timeout(20)
    void v8_aMessageWithAHundredThousandEvents() {
        for (String address : List.of("203.0.113.5", "")) {
            for (long stepMillis : List.of(0L, 40L, 9_000L)) {
                assertThatCode(() -> crowded(address, stepMillis)).doesNotThrowAnyException();
            }
        }
    }

    /** Everybody of a large office, or of a large gateway, within seconds. */
    @Test
    @Timeout(20)
    void v8_fiftyThousandMessagesBehindOneAddress() {
        List<Timeline> messages = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            UUID message = new UUID(3, i);
            Request click = new Request(
                    new UUID(4, i),
                    message,
                    true,
                    1,
                    Lone.SENT.plusSeconds(60).plusMillis(i / 5),
                    "GET",
                    SOME_BROWSER,
                    "203.0.113.5",
                    Map.of());
            messages.add(new Timeline(message, Lone.SENT, Timeline.Recipient.OUTSIDE, 1, List.of(click)));
        }
        Surroundings surroundings = Surroundings.of(requests(messages), RULES);
        assertThat(verdicts(messages, surroundings).values())
                .extracting(Verdict::rule)
                .containsOnly("many-recipients");
    }

    private static void crowded(String address, long stepMillis) {
        UUID message = new UUID(1, 1);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Instant at = Lone.SENT.plusSeconds(100).plusMillis(i * stepMillis);
            requests.add(new Request(
                    new UUID(2, i),
                    message,
                    i % 3 > 0,
                    i % 3 > 0 ? i % 500 + 1 : 0,
                    at,
                    "GET",
                    SOME_BROWSER,
                    address,
                    Map.of()));
        }
        Timeline timeline = new Timeline(message, Lone.SENT, Timeline.Recipient.OUTSIDE, 500, requests);
        assertThat(Classifier.classify(timeline, Surroundings.of(requests, RULES), RULES))
                .hasSize(100_000);
    }

    private static final String SOME_BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

    private static Timeline hostile(Random random, int size) {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, String> headers = new HashMap<>();
            headers.put(
                    Randoms.pick(random, "Accept", "Sec-Purpose", "X-Moz", "Sec-Fetch-Mode"),
                    Randoms.text(random, 600));
            headers.put("Purpose", Randoms.pick(random, "prefetch\u0007\n", null, ""));
            String text = Randoms.text(random, 300);
            requests.add(new Request(
                    new UUID(random.nextLong(), random.nextLong()),
                    new UUID(1, 1),
                    random.nextBoolean(),
                    random.nextInt(5),
                    Lone.SENT.plusMillis(random.nextInt(100_000) - 20_000),
                    Randoms.pick(random, "GET", "HEAD", "get", "", "\u0000\r\nX", text),
                    Randoms.pick(
                            random,
                            "",
                            " ",
                            text,
                            "(".repeat(64 * 1024),
                            "a@".repeat(32 * 1024),
                            SOME_BROWSER + text,
                            "compatible;".repeat(6_000)),
                    Randoms.pick(
                            random,
                            "",
                            "203.0.113.5",
                            "::ffff:1.2.3.4",
                            "1.2.3.4.5",
                            "999.1.1.1",
                            "fe80::1%eth0",
                            ":::",
                            text),
                    headers));
        }
        return new Timeline(new UUID(1, 1), Lone.SENT, Timeline.Recipient.OUTSIDE, random.nextInt(6), requests);
    }

    private static boolean isNear(Request other, Timeline timeline) {
        return timeline.requests().stream()
                .anyMatch(own -> own.address().equals(other.address())
                        && Duration.between(own.at(), other.at()).abs().compareTo(Surroundings.WINDOW) <= 0);
    }

    static List<Timeline> slice(Random random) {
        return new Simulation(random.nextLong(), Lone.SENT)
                .slice(random.nextInt(20)).stream()
                        .map(SimulatedMessage::timeline)
                        .toList();
    }

    static List<Request> requests(List<Timeline> slice) {
        return slice.stream().flatMap(timeline -> timeline.requests().stream()).toList();
    }

    private static Timeline shuffled(Timeline timeline, Random random) {
        List<Request> requests = new ArrayList<>(timeline.requests());
        Collections.shuffle(requests, random);
        return with(timeline, requests);
    }

    static Timeline with(Timeline timeline, List<Request> requests) {
        return new Timeline(
                timeline.messageId(), timeline.sentAt(), timeline.recipient(), timeline.trackedLinks(), requests);
    }

    static Map<UUID, Verdict> verdicts(List<Timeline> slice, Surroundings surroundings) {
        Map<UUID, Verdict> verdicts = new HashMap<>();
        for (Timeline timeline : slice) {
            Classifier.classify(timeline, surroundings, RULES).forEach(v -> verdicts.put(v.eventId(), v));
        }
        return verdicts;
    }

    /** A batch in small: what is there, what was decided, and which messages a batch of new events makes worth another look. */
    private static final class Batches {

        private final List<Timeline> messages;
        private final List<Request> there = new ArrayList<>();
        final Map<UUID, Verdict> verdicts = new HashMap<>();

        Batches(List<Timeline> messages) {
            this.messages = messages;
        }

        void take(List<Request> arrived) {
            there.addAll(arrived);
            List<Timeline> again = messages.stream()
                    .map(message -> with(
                            message,
                            there.stream()
                                    .filter(r -> r.messageId().equals(message.messageId()))
                                    .toList()))
                    .filter(message -> arrived.stream().anyMatch(request -> canChange(request, message)))
                    .toList();
            Surroundings surroundings = Surroundings.of(there, RULES);
            verdicts.putAll(ClassifierPropertiesTest.verdicts(again, surroundings));
        }

        private static boolean canChange(Request request, Timeline message) {
            return request.messageId().equals(message.messageId())
                    || Surroundings.counts(request, RULES)
                            && message.requests().stream()
                                    .anyMatch(own -> Surroundings.counts(own, RULES)
                                            && own.address().equals(request.address())
                                            && Duration.between(own.at(), request.at())
                                                            .abs()
                                                            .compareTo(Surroundings.WINDOW)
                                                    <= 0);
        }
    }
}
