package io.tallymark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.Randoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextScanTest {

    private static final LinkPolicy POLICY = new LinkPolicy(Set.of("track.example.com"), true);

    private static List<FoundLink> links(String text) {
        return Instrumenter.scanText(text, POLICY).links();
    }

    /** Each case shows by marks where the address begins and ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "«https://example.com/a»",
                "See «http://example.com»",
                "See «http://example.com/».",
                "See «http://example.com/a?b=c&d=e#f», and more",
                "(«http://example.com/a»)",
                "(see «http://example.com/a».)",
                "«http://example.com/wiki/Foo_(bar)» is fine",
                "(«http://example.com/wiki/Foo_(bar)»)",
                "[«http://example.com/a[1]»]",
                "{«http://example.com/a»}",
                "<«http://example.com/a»>",
                "\"«http://example.com/a»\"",
                "“«http://example.com/a»”",
                "„«http://example.com/a»“",
                "‚«http://example.com/a»‘",
                "»«http://example.com/a»«",
                "*«http://example.com/a»*",
                "'«http://example.com/a»'",
                "«http://example.com/a»!",
                "«http://example.com/a»?!",
                "«http://example.com/a»...",
                "«http://example.com/a»:",
                "«http://example.com/a=»",
                "«http://example.com/a==» b",
                "«http://example.com/a/»",
                "«http://example.com/a#»",
                "«http://example.com/it's»",
                "«http://example.com/a»\u00a0b",
                "«http://example.com/a»\tb",
                "«http://example.com/a»\r\nb",
                "> «http://example.com/a»\r\n> quoted",
                ">> «http://example.com/a»",
                "URL:«http://example.com/a»",
                "url=«http://example.com/a»",
                "«HTTPS://EXAMPLE.COM/A»",
                "«https://münchen.example/ä»",
                "«https://example.com/😀»",
                "[text](«http://example.com/a»)",
                "[«http://example.com/a»](«http://example.com/a»)",
                "見る「«https://example.com/a»」。",
                "見る«https://example.com/a»。次",
                "<«http://example.com/a\r\n/b/c»>",
                "<«http://example.com/a\n/b\n/c»> and",
                "<«http://example.com/a»\nand so on>",
                "«http://example.com/a»\n«http://example.com/b»",
                "«http://a.example/»,«http://b.example/»",
                "«https://track.example.com.evil.example/a»",
            })
    void i9_anAddressEndsWhereClientsEndIt(String marked) {
        // the marks « » of a case that are themselves text are those with nothing to mark
        String html = marked.replace("»«http", "\u0001http").replace("a»«", "a\u0002");
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int start = -1;
        for (char character : html.toCharArray()) {
            switch (character) {
                case '\u0001' -> {
                    text.append('»');
                    start = text.length();
                }
                case '\u0002' -> {
                    expected.add(text.substring(start));
                    text.append('«');
                }
                case '«' -> start = text.length();
                case '»' -> expected.add(text.substring(start));
                default -> text.append(character);
            }
        }
        if (marked.contains("a.example/»,")) {
            // a comma joins two addresses into one, as it does for most clients
            expected = List.of("http://a.example/,http://b.example/");
        }
        assertThat(links(text.toString()))
                .extracting(link -> text.substring(link.start(), link.end()))
                .isEqualTo(expected);
        assertThat(links(text.toString()))
                .allSatisfy(link -> assertThat(link.reason()).isEmpty());
        undone(text.toString());
    }

    @Test
    void i9_aFoldedAddressHasOneTarget() {
        assertThat(links("<http://example.com/a\r\n/b>").get(0).target()).isEqualTo("http://example.com/a/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no address",
                "www.example.com",
                "xhttp://example.com/a",
                "ftp://example.com/a",
                "http://",
                "https:// example.com",
                "mailto:a@example.com",
                "://",
                "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhttp://example.com/a\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----\n",
            })
    void whatIsNoAddressStaysAsItIs(String text) {
        assertThat(links(text)).isEmpty();
    }

    @Test
    void addressesLeftAloneHaveTheirReason() {
        assertThat(reason("https://example.com/unsubscribe?u=1")).contains(Reason.UNSUBSCRIBE);
        assertThat(reason("https://example.com/email-preferences.")).contains(Reason.PREFERENCES);
        assertThat(reason("https://example.com/?u=*|UNIQID|*")).contains(Reason.TEMPLATE_TOKEN);
        assertThat(reason("https://example.com/{{ id }}")).contains(Reason.TEMPLATE_TOKEN);
        assertThat(reason("https://example.com/<%= id %>")).contains(Reason.TEMPLATE_TOKEN);
        assertThat(reason("https://example.com/%%id%%")).contains(Reason.TEMPLATE_TOKEN);
        assertThat(reason("https://track.example.com/c/x?sig=y")).contains(Reason.TRACKING_HOST);
        assertThat(Instrumenter.scanText("http://a.example/", new LinkPolicy(Set.of(), false))
                        .links()
                        .get(0)
                        .reason())
                .contains(Reason.POLICY);
    }

    private static Optional<Reason> reason(String text) {
        return links(text).get(0).reason();
    }

    @Test
    void i7_manySignedPiecesCostLinearTime() {
        String text = "-----BEGIN PGP SIGNED MESSAGE-----x-----END PGP SIGNATURE-----".repeat(60_000);
        java.time.Instant start = java.time.Instant.now();
        assertThat(links(text + " https://example.com/a")).hasSize(1);
        assertThat(java.time.Duration.between(start, java.time.Instant.now()))
                .isLessThan(java.time.Duration.ofSeconds(2));
    }

    @Test
    void i1_randomTextsAreUndone() {
        Randoms.forAll(2_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(10); i >= 0; i--) {
                text.append(Randoms.pick(
                        random,
                        "http://e.example/" + i,
                        "https://e.example/?a=b&c",
                        "<http://e.example/\r\n",
                        ">",
                        ")",
                        "(",
                        "\n",
                        " ",
                        ".",
                        "://",
                        Randoms.text(random, 10)));
            }
            undone(text.toString());
        });
    }

    private static void undone(String text) {
        Scan scan = Instrumenter.scanText(text, POLICY);
        List<Optional<String>> urls = new ArrayList<>();
        for (int i = 0; i < scan.links().size(); i++) {
            boolean tracked = scan.links().get(i).isTracked();
            urls.add(tracked ? Optional.of("https://track.example.com/c/id" + i + "x?sig=s") : Optional.empty());
        }
        String out = Instrumenter.splice(text, scan, urls, Optional.of("https://track.example.com/o/x.gif?sig=s"));
        assertThat(links(out))
                .as(out)
                .allSatisfy(link -> assertThat(link.isTracked()).isFalse());
        for (int i = 0; i < urls.size(); i++) {
            if (urls.get(i).isPresent()) {
                FoundLink link = scan.links().get(i);
                out = out.replace(urls.get(i).get(), text.substring(link.start(), link.end()));
            }
        }
        assertThat(out).isEqualTo(text);
    }
}
