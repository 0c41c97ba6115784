package io.tallymark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShortenedAddressesTest {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
    private static final Instant SENT = Instant.parse("2026-03-02T09:00:00Z");
    private static final RuleSet RULES = RuleSet.builtIn();

    /** A gateway that follows one link of each of many messages within seconds. */
    private static List<Request> gateway(String address) {
        List<Request> clicks = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            clicks.add(
                    click(new UUID(1, i), new UUID(2, i), SENT.plusSeconds(60).plusMillis(200L * i), address, CHROME));
        }
        return clicks;
    }

    private static Request click(UUID id, UUID message, Instant at, String address, String agent) {
        return new Request(id, message, true, 7, at, "GET", agent, address, Map.of());
    }

    private static Verdict decide(Request click, List<Request> all, RuleSet rules) {
        Timeline timeline = new Timeline(click.messageId(), SENT, Timeline.Recipient.OUTSIDE, 5, List.of(click));
        return Classifier.classify(timeline, Surroundings.of(all, rules), rules).get(0);
    }

    private static Map<UUID, StoredVerdict> stored(Request click, Verdict verdict) {
        Map<UUID, StoredVerdict> stored = new HashMap<>();
        stored.put(click.id(), StoredVerdict.of(click.messageId(), verdict, SENT));
        return stored;
    }

    @Test
    void v11_whatIsLeftOfAnAddressLooksLikeANetwork() {
        assertThat(Address.parse("192.0.2.0").isShortened()).isTrue();
        assertThat(Address.parse("2001:db8:7::").isShortened()).isTrue();
        assertThat(Address.parse("192.0.2.10").isShortened()).isFalse();
        assertThat(Address.parse("2001:db8:7::1").isShortened()).isFalse();
        assertThat(Address.parse("2001:db8:7:1::").isShortened()).isFalse();
        assertThat(Address.parse("").isShortened()).isFalse();
    }

    @Test
    void v11_readersOfOneShortenedNetworkDoNotBecomeAGateway() {
        List<Request> whole = gateway("198.51.100.23");
        assertThat(decide(whole.get(5), whole, RULES).rule()).isEqualTo(Rule.MANY_RECIPIENTS.ruleName());
        List<Request> shortened = gateway("198.51.100.0");
        assertThat(decide(shortened.get(5), shortened, RULES).eventClass()).isEqualTo(EventClass.HUMAN);
    }

    @Test
    void v11_aGatewayStaysOneWhenItsAddressIsShortened() {
        List<Request> whole = gateway("198.51.100.23");
        Verdict first = decide(whole.get(5), whole, RULES);
        List<Request> shortened = gateway("198.51.100.0");
        Request click = shortened.get(5);
        Verdict again = decide(click, shortened, RULES);
        assertThat(ShortenedAddresses.standing(List.of(again), List.of(click), stored(click, first)))
                .containsExactly(first);
    }

    @Test
    void v11_aWholeAddressIsAskedAgain() {
        List<Request> whole = gateway("198.51.100.23");
        Verdict first = decide(whole.get(5), whole, RULES);
        Verdict alone = decide(whole.get(5), List.of(whole.get(5)), RULES);
        assertThat(ShortenedAddresses.standing(List.of(alone), List.of(whole.get(5)), stored(whole.get(5), first)))
                .containsExactly(alone);
    }

    @Test
    void v11_anEarlierRuleDecidesAnew() {
        List<Request> whole = gateway("198.51.100.23");
        Verdict first = decide(whole.get(5), whole, RULES);
        Request click =
                click(whole.get(5).id(), whole.get(5).messageId(), whole.get(5).at(), "198.51.100.0", "curl/8.5.0");
        Verdict tool = decide(click, List.of(click), RULES);
        assertThat(tool.rule()).isEqualTo(Rule.SCANNER_SIGNATURE.ruleName());
        assertThat(ShortenedAddresses.standing(List.of(tool), List.of(click), stored(click, first)))
                .containsExactly(tool);
    }
}
