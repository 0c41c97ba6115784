package io.tallymark.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule set as data, with an operator's own knowledge. */
class RuleSetTest {

    private static final LocalSignature OWN_SCANNER = new LocalSignature(EventClass.SCANNER, "AcmeScan", null);
    private static final LocalSignature OWN_NETWORK = new LocalSignature(EventClass.PROXY, null, "198.51.100.0/24");

    @Test
    void v3_rulesAreInTheDocumentedOrder() {
        assertThat(RuleSet.builtIn().rules())
                .extracting(Rule::ruleName)
                .containsExactly(
                        "internal-recipient",
                        "own-network",
                        "not-a-get",
                        "prefetch-header",
                        "proxy-signature",
                        "no-user-agent",
                        "scanner-signature",
                        "machine-shape",
                        "before-delivery",
                        "link-burst",
                        "link-sweep",
                        "many-recipients",
                        "sweeping-client",
                        "borrowed-browser",
                        "same-visit",
                        "duplicate",
                        "no-machine-seen");
    }

    @Test
    void v6_everySignatureSaysWhereItComesFrom() {
        assertThat(RuleSet.builtIn().signatures()).hasSizeGreaterThan(300).allSatisfy(signature -> {
            assertThat(signature.source()).isNotBlank();
            assertThat(signature.what()).isNotBlank();
            assertThat(signature.date()).matches("20\\d\\d-\\d\\d");
        });
    }

    @Test
    void v7_sameKnowledgeSameVersion() {
        LocalKnowledge one = new LocalKnowledge(
                List.of("192.0.2.0/24", "2001:DB8::/32"),
                List.of("QA@example.com", "*@example.org"),
                List.of(OWN_SCANNER, OWN_NETWORK));
        LocalKnowledge same = new LocalKnowledge(
                List.of("2001:db8::/32", " 192.0.2.0/24", "192.0.2.0/24"),
                List.of("*@example.org", "qa@Example.com"),
                List.of(OWN_NETWORK, new LocalSignature(EventClass.SCANNER, "acmescan ", null)));
        LocalKnowledge other = new LocalKnowledge(List.of("192.0.2.0/25"), List.of(), List.of());
        assertThat(RuleSet.with(one).version())
                .isEqualTo(RuleSet.with(same).version())
                .isNotEqualTo(RuleSet.with(other).version())
                .isNotEqualTo(RuleSet.builtIn().version())
                .hasSizeLessThan(40);
        assertThat(RuleSet.with(LocalKnowledge.NONE).version())
                .isEqualTo(RuleSet.builtIn().version());
    }

    @Test
    void v7_localSignaturesComeFirst() {
        RuleSet rules = RuleSet.with(new LocalKnowledge(List.of(), List.of(), List.of(OWN_SCANNER)));
        RuleSet networks = RuleSet.with(new LocalKnowledge(
                List.of(), List.of(), List.of(new LocalSignature(EventClass.PROXY, null, "203.0.113.0/28"))));
        Verdict byName = Lone.open("Mozilla/5.0 (Windows NT 10.0) Thunderbird/140.0 ACMEscan/1", rules);
        assertThat(byName.eventClass()).isEqualTo(EventClass.SCANNER);
        assertThat(byName.signals())
                .containsExactly(new Signal("scanner-signature", "user agent contains acmescan (local knowledge)"));
        assertThat(Lone.click("Thunderbird/140.0", networks).eventClass()).isEqualTo(EventClass.PROXY);
    }

    @Test
    void v7_mistakesNameTheField() {
        List<LocalSignature> signatures = Arrays.asList(
                OWN_SCANNER,
                new LocalSignature(EventClass.HUMAN, "Acme", null),
                new LocalSignature(EventClass.SCANNER, "Acme", "192.0.2.0/24"),
                new LocalSignature(EventClass.SCANNER, null, "192.0.2.0/33"),
                new LocalSignature(EventClass.PROXY, "Chrome/", null),
                new LocalSignature(EventClass.PROXY, "ab", null),
                new LocalSignature(null, null, null),
                null);
        assertThat(LocalKnowledge.mistakes(
                        Arrays.asList("192.0.2.0/24", "0.0.0.0/0", "example.com", "2001:db8::/32", null),
                        Arrays.asList("qa@example.com", "*@example.com", "qa*@example.com", "example.com", null),
                        signatures))
                .extracting(LocalKnowledge.Mistake::field)
                .containsExactly(
                        "networks[1]",
                        "networks[2]",
                        "networks[4]",
                        "recipients[2]",
                        "recipients[3]",
                        "recipients[4]",
                        "signatures[1].class",
                        "signatures[2]",
                        "signatures[3].network",
                        "signatures[4].userAgentContains",
                        "signatures[5].userAgentContains",
                        "signatures[6].class",
                        "signatures[6]",
                        "signatures[7]");
    }

    @Test
    void v6_networksOfTheOwnerCountForClicksOnly() {
        RuleSet rules = RuleSet.builtIn();
        Request click = Lone.request(true, "Thunderbird/140.0");
        Request fromMicrosoft = new Request(
                click.id(),
                click.messageId(),
                true,
                1,
                click.at(),
                "GET",
                click.userAgent(),
                "40.107.218.12",
                click.headers());
        Request open = new Request(
                click.id(),
                click.messageId(),
                false,
                0,
                click.at(),
                "GET",
                click.userAgent(),
                "40.107.218.12",
                click.headers());
        assertThat(Lone.verdict(fromMicrosoft, rules).eventClass()).isEqualTo(EventClass.SCANNER);
        assertThat(Lone.verdict(open, rules).eventClass()).isEqualTo(EventClass.HUMAN);
    }

    @Test
    void v8_addressesAndNetworks() {
        assertThat(Network.parse("192.0.2.0/24").contains(Address.parse("192.0.2.255")))
                .isTrue();
        assertThat(Network.parse("192.0.2.0/24").contains(Address.parse("192.0.3.0")))
                .isFalse();
        assertThat(Network.parse("192.0.2.77/24").contains(Address.parse("::ffff:192.0.2.1")))
                .isTrue();
        assertThat(Network.parse("2001:db8::/33").contains(Address.parse("2001:db8:7fff::1")))
                .isTrue();
        assertThat(Network.parse("2001:db8::/33").contains(Address.parse("2001:db8:8000::1")))
                .isFalse();
        assertThat(Network.parse("203.0.113.5").contains(Address.parse("203.0.113.5")))
                .isTrue();
        for (String none : List.of(
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1..2.3",
                "1.2.3.",
                "a.b.c.d",
                "fe80::1%lo",
                "::g",
                "-1.2.3.4")) {
            assertThat(Address.parse(none).known()).as(none).isFalse();
        }
    }
}
