package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;

/** Opens as reports show them; as a difference, numbers may be negative. */
public record Opens(long total, Recipients unique, ByClass byClass, Providers providers) {

    /**
     * Each recipient once.
     *
     * @param proxyOnly with no human-looking open but at least one through a proxy
     * @param headline human and proxyOnly
     * @param any with any open that is no internal test
     */
    public record Recipients(long human, long proxyOnly, long headline, long any) {}

    /** Opens of class PROXY by whose proxy it was, and the HUMAN ones, which came directly. */
    public record Providers(long gmailProxy, long applePrivacy, long otherProxies, long direct) {}

    static Opens of(Counts counts, Uniques uniques) {
        return new Opens(
                counts.of(Kind.OPEN),
                new Recipients(
                        uniques.openHuman(),
                        uniques.openProxyOnly(),
                        uniques.openHuman() + uniques.openProxyOnly(),
                        uniques.openAny()),
                ByClass.of(counts, Kind.OPEN),
                new Providers(
                        counts.gmail(),
                        counts.apple(),
                        counts.of(Kind.OPEN, EventClass.PROXY) - counts.gmail() - counts.apple(),
                        counts.of(Kind.OPEN, EventClass.HUMAN)));
    }
}
