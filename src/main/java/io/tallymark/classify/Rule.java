package io.tallymark.classify;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules, in the order in which they are tried (V3). */
public enum Rule {
    INTERNAL_RECIPIENT(
            EventClass.INTERNAL_TEST,
            "The message went to one of the sender's own recipients, or was marked as a test.",
            SingleRequests::internalRecipient),
    OWN_NETWORK(
            EventClass.INTERNAL_TEST,
            "The request came from one of the sender's own networks.",
            SingleRequests::ownNetwork),
    NOT_A_GET(
            EventClass.SCANNER,
            "Mail clients and browsers load pixels and follow links with GET.",
            SingleRequests::notAGet),
    PREFETCH_HEADER(
            EventClass.PROXY,
            "The browser says that it loads ahead; when the reader does follow the link, that is a request of its own.",
            SingleRequests::prefetchHeader),
    PROXY_SIGNATURE(
            EventClass.PROXY,
            "A known image proxy or prefetcher of a mail service, which loads on a reader's behalf.",
            SingleRequests::proxySignature),
    NO_USER_AGENT(EventClass.SCANNER, "Every mail client and browser names itself.", SingleRequests::noUserAgent),
    SCANNER_SIGNATURE(EventClass.SCANNER, "A known scanner, bot, preview or tool.", SingleRequests::scannerSignature),
    MACHINE_SHAPE(
            EventClass.SCANNER,
            "The user agent has the shape of a program's: a contact address, a bot's name, a library and its version.",
            SingleRequests::machineShape),
    BEFORE_DELIVERY(
            EventClass.SCANNER,
            "Nobody can have the message yet: within a second of sending for an open, two for a click, or in the minute before.",
            SingleRequests::beforeDelivery),
    LINK_BURST(EventClass.SCANNER, "Several different links at a speed that hands cannot reach.", new LinkBurst()),
    LINK_SWEEP(EventClass.SCANNER, "Nearly every link of the message, one soon after the other.", new LinkSweep()),
    MANY_RECIPIENTS(
            EventClass.SCANNER,
            "One client follows links of many recipients' messages at once, unlike an office that shares an address.",
            OtherMessages::manyRecipients),
    SWEEPING_CLIENT(
            EventClass.SCANNER,
            "The same client goes through the links of other messages at the same time.",
            OtherMessages::sweepingClient),
    BORROWED_BROWSER(
            EventClass.SCANNER,
            "At least two signs that the browser named is not the one that asks.",
            new BorrowedBrowser()),
    SAME_VISIT(
            EventClass.SCANNER,
            "The same client was recognised as a machine in this message about a minute before or after.",
            new SameVisit()),
    DUPLICATE(
            EventClass.DUPLICATE,
            "The same client's same request again within " + Duplicates.WINDOW.toSeconds() + " s.",
            new Duplicates()),
    NO_MACHINE_SEEN(EventClass.HUMAN, "No rule found a machine.", SingleRequests::noMachineSeen);

    /** All, first to last. */
    static final List<Rule> IN_ORDER = List.of(values());

    /** How one rule looks at a message and signs what it finds. */
    interface Look {
        void at(Sheet sheet);
    }

    private final EventClass decides;
    private final String explanation;
    private final Look look;

    Rule(EventClass decides, String explanation, Look look) {
        this.decides = decides;
        this.explanation = explanation;
        this.look = look;
    }

    /** The rule's name, for example {@code link-burst}. */
    public String ruleName() {
        return RuleName.of(this);
    }

    /** The class that the rule decides for. */
    public EventClass decides() {
        return decides;
    }

    /** What the rule looks for, in a sentence. */
    public String explanation() {
        return explanation;
    }

    /** After this time, nothing that happens later can change an event's verdict. */
    public static Duration settledAfter() {
        return Duration.ofMillis(SameVisit.BEFORE_MACHINE_MILLIS + LinkSweep.LONGEST_MILLIS)
                .plus(Surroundings.WINDOW);
    }

    /** True if the rule goes by what a client does, not by what it is called: then what else it did is a machine's too. */
    boolean showsBehaviour() {
        return this == NOT_A_GET || compareTo(BEFORE_DELIVERY) >= 0 && compareTo(BORROWED_BROWSER) <= 0;
    }

    /** True if it goes by the whole address of a client: once that is shortened, the rule cannot be asked again. */
    boolean needsWholeAddress() {
        return this == OWN_NETWORK || this == MANY_RECIPIENTS || this == SWEEPING_CLIENT || this == SAME_VISIT;
    }

    /** The rule of this name; empty for names of failures and of rules that are no more. */
    static Optional<Rule> named(String name) {
        return Optional.ofNullable(RuleName.RULES.get(name));
    }

    void look(Sheet sheet) {
        look.at(sheet);
    }

    /** Names are asked for once per verdict, and rules by their names as often, so both are made once. */
    private static final class RuleName {

        private static final String[] NAMES = IN_ORDER.stream()
                .map(rule -> rule.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toArray(String[]::new);

        private static final Map<String, Rule> RULES =
                IN_ORDER.stream().collect(Collectors.toMap(RuleName::of, Function.identity()));

        static String of(Rule rule) {
            return NAMES[rule.ordinal()];
        }
    }
}
