package io.tallymark.report;

import java.util.List;

/** What a number of the reports means, in words; the same words stand wherever the number is shown. */
public record Definition(String name, String text) {

    /** All, in the order in which reports show them. */
    public static final List<Definition> ALL = List.of(
            new Definition(
                    "sent", "Messages minted, internal tests left out. Whether a message arrived is not known here."),
            new Definition(
                    "trackingOff",
                    "Messages among those sent whose opens or clicks are not tracked. Nothing can be known of them, so they belong into no average."),
            new Definition(
                    "pending",
                    "Events whose class may still change: they wait for a decision, or the few minutes in which later events can change it are not over."),
            new Definition(
                    "opens.total",
                    "All loads of the pixel that were decided, of every class. A load says that a program fetched an image, not that somebody looked at the message."),
            new Definition(
                    "opens.unique.human",
                    "Recipients, each once, with at least one open in which nothing speaks for a machine."),
            new Definition(
                    "opens.unique.proxyOnly",
                    "Recipients, each once, without a human-looking open but with one through a proxy that loads on a reader's behalf. It may have loaded without anybody looking."),
            new Definition("opens.unique.headline", "Human-looking and proxy-only together."),
            new Definition("opens.unique.any", "Recipients, each once, with any open that is no internal test."),
            new Definition(
                    "opens.providers",
                    "Opens through Gmail's image proxy, Apple's mail privacy protection and other proxies, by what they call themselves; direct ones are the human-looking opens."),
            new Definition("clicks.total", "All requests of links that were decided, of every class."),
            new Definition(
                    "clicks.unique.human",
                    "Recipients, each once, with at least one click in which nothing speaks for a machine."),
            new Definition("clicks.unique.headline", "The same as human-looking."),
            new Definition("clicks.unique.any", "Recipients, each once, with any click that is no internal test."),
            new Definition(
                    "clicks.unique.withoutOpen",
                    "Recipients with a human-looking click of whom no open was seen. Their mail client does not load images; that does not make it an open."),
            new Definition("HUMAN", "Human-looking: nothing speaks for a machine."),
            new Definition(
                    "PROXY",
                    "A program loaded it on a reader's behalf, which hides whether, when or where somebody looked."),
            new Definition("SCANNER", "Security scanners, bots, previews and tools."),
            new Definition("DUPLICATE", "The same client's same request again within moments."),
            new Definition("INTERNAL_TEST", "The sender's own people and networks, and messages marked as tests."),
            new Definition("UNDECIDED", "A rule failed or the message is not known; it is tried again."),
            new Definition("firstActivityAt", "The first event of any class."),
            new Definition("lastActivityAt", "The last event of any class."),
            new Definition("lastHumanActivityAt", "The last human-looking event."),
            new Definition("recipients.opened", "Recipients who count in the headline of opens."),
            new Definition("recipients.clicked", "Recipients who count in the headline of clicks."),
            new Definition(
                    "recipients.none",
                    "Recipients who count in neither headline; scanners and duplicates may have been there. It does not say that they ignored the message."));

    /** As an answer. */
    public record Definitions(List<Definition> definitions) {}
}
