package io.tallymark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.Randoms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumenterTest {

    private static final LinkPolicy POLICY = new LinkPolicy(Set.of("track.example.com"), true);
    private static final String PIXEL = "https://track.example.com/o/pixel.gif?sig=s";

    private static String url(int index) {
        return "https://track.example.com/c/id" + index + "?sig=s";
    }

    /** Instruments, and checks on the way that putting everything back gives the input (I1) and that nothing is tracked twice. */
    private static String instrumented(String html) {
        Scan scan = Instrumenter.scanHtml(html, POLICY);
        List<Optional<String>> urls = new ArrayList<>();
        for (int i = 0; i < scan.links().size(); i++) {
            urls.add(scan.links().get(i).reason().isEmpty() ? Optional.of(url(i)) : Optional.empty());
        }
        String out = Instrumenter.splice(html, scan, urls, Optional.of(PIXEL));
        assertThat(undone(html, out, scan)).isEqualTo(html);
        assertThat(Instrumenter.splice(
                        html,
                        scan,
                        urls.stream().map(u -> Optional.<String>empty()).toList(),
                        Optional.empty()))
                .isEqualTo(html);
        Scan again = Instrumenter.scanHtml(out, POLICY);
        assertThat(again.links())
                .allSatisfy(link -> assertThat(link.isTracked()).isFalse());
        assertThat(again.pixel()).as("a second pixel").isEmpty();
        if (!html.contains("<noscript")) {
            // there the parser takes <style/> for empty and <plaintext> for text, which browsers do not
            assertThat(trackedIn(html)).as("what a parser finds").isEqualTo(parsed(html));
        }
        return out;
    }

    private static String undone(String html, String out, Scan scan) {
        String back = out;
        for (int i = 0; i < scan.links().size(); i++) {
            FoundLink link = scan.links().get(i);
            if (link.reason().isEmpty()) {
                assertThat(back).containsOnlyOnce(url(i));
                back = back.replace(url(i), html.substring(link.start(), link.end()));
            }
        }
        int pixel = back.indexOf("<img src=\"" + PIXEL);
        assertThat(pixel).as("pixel").isNotNegative();
        return back.substring(0, pixel) + back.substring(back.indexOf('>', pixel) + 1);
    }

    /** Tracked targets outside conditional comments. */
    private static List<String> trackedIn(String html) {
        List<Integer> comments = new ArrayList<>();
        Jsoup.parse(html, Parser.htmlParser().setTrackPosition(true)).traverse((node, depth) -> {
            if (node instanceof Comment comment
                    && comment.getData().toLowerCase(Locale.ROOT).startsWith("[if")) {
                comments.add(comment.sourceRange().startPos());
                comments.add(comment.sourceRange().endPos());
            }
        });
        return Instrumenter.scanHtml(html, POLICY).links().stream()
                .filter(FoundLink::isTracked)
                .filter(link -> IntStream.range(0, comments.size() / 2)
                        .noneMatch(i -> comments.get(2 * i) <= link.start() && link.start() < comments.get(2 * i + 1)))
                .map(FoundLink::target)
                .toList();
    }

    /** The same by a parser alone. */
    private static List<String> parsed(String html) {
        TreeMap<Integer, String> found = new TreeMap<>();
        for (Element link :
                Parser.htmlParser().setTrackPosition(true).parseInput(html, "").select("a[href], area[href]")) {
            Range value = link.attributes().sourceRange("href").valueRange();
            String target = LinkTarget.normal(link.attr("href"));
            Attributes attributes = name -> link.hasAttr(name) ? link.attr(name) : null;
            if (value.isTracked()
                    && LinkTarget.reasonToLeave(target, attributes, POLICY).isEmpty()) {
                found.put(value.startPos(), target);
            }
        }
        return List.copyOf(found.values());
    }

    private static List<String> tracked(String html) {
        return Instrumenter.scanHtml(html, POLICY).links().stream()
                .filter(link -> link.reason().isEmpty())
                .map(FoundLink::target)
                .toList();
    }

    private static Optional<Reason> reason(String attributes) {
        return Instrumenter.scanHtml("<a " + attributes + ">x</a>", POLICY)
                .links()
                .get(0)
                .reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "<a href=\"https://example.com/a\">x</a> => https://example.com/a",
                "<a href='https://example.com/a'>x</a> => https://example.com/a",
                "<a href=https://example.com/a>x</a> => https://example.com/a",
                "<A HREF = \"HTTPS://Example.com/A\">x</A> => HTTPS://Example.com/A",
                "<a/href=https://example.com/a class=b>x</a> => https://example.com/a",
                "<a class=\"b\"href=\"https://example.com/a\">x</a> => https://example.com/a",
                "<area shape=rect href=\"https://example.com/a\"> => https://example.com/a",
                "<a href=\"https://example.com/?a=1&amp;b=2\">x</a> => https://example.com/?a=1&b=2",
                "<a href=\"https://example.com/?a=1&b=2\">x</a> => https://example.com/?a=1&b=2",
                "<a href=\"https://example.com/?a=1&copy=2\">x</a> => https://example.com/?a=1&copy=2",
                "<a href=\"https://example.com/?a=1&copy;=2\">x</a> => https://example.com/?a=1©=2",
                "<a href=\"https://example.com/?a=1&amp;amp;b\">x</a> => https://example.com/?a=1&amp;b",
                "<a href=\"https://example.com/&#x3D;&#61;\">x</a> => https://example.com/==",
                "<a href=\"  https://example.com/a  \">x</a> => https://example.com/a",
                "<a href=\"https://example.com/%2F|%zz^#frag\">x</a> => https://example.com/%2F|%zz^#frag",
                "<a href=\"https://my_shop.example/a\">x</a> => https://my_shop.example/a",
                "<a href=\"https://münchen.example/ä\">x</a> => https://münchen.example/ä",
                "<a href=\"https://example.com/(a)[b]'c'\">x</a> => https://example.com/(a)[b]'c'",
                "<a href=\"https://example.com/a\" href=\"https://other.example/\">x</a> => https://example.com/a",
                "<a href=\"https://track.example.com.evil.example/a\">x</a> => https://track.example.com.evil.example/a",
                "<a href=\"https://example.com/how-to-unsubscribe-from-cable-tv\">x</a> => https://example.com/how-to-unsubscribe-from-cable-tv",
                "<a href=\"https://unsubscribe.example.com/news\">x</a> => https://unsubscribe.example.com/news",
                "<a href=\"https://example.com/a?u=https://track.example.com/\">x</a> => https://example.com/a?u=https://track.example.com/",
                "<noscript><a href=\"https://example.com/a\">x</a></noscript> => https://example.com/a",
            })
    void i2_webLinksAreFoundWithTheirTarget(String html, String target) {
        assertThat(tracked(html)).containsExactly(target);
        instrumented(html);
        instrumented("<!DOCTYPE html>\r\n<html><head><title>t</title></head><body>" + html + "</body></html>\r\n");
    }

    @Test
    void i2_lineEndsInsideAValueAreRemoved() {
        assertThat(tracked("<a href=\"https://example.com/\n  a\tb\r\n\">x</a>"))
                .containsExactly("https://example.com/  ab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "href=\"mailto:a@example.com\" => NOT_HTTP",
                "href=\"tel:+49\" => NOT_HTTP",
                "href=\"javascript:alert(1)\" => NOT_HTTP",
                "href=\"data:text/html,x\" => NOT_HTTP",
                "href=\"https://\" => NOT_HTTP",
                "href=\"http:///path\" => NOT_HTTP",
                "href=\"https:example.com\" => NOT_HTTP",
                "href=\"https://example.com/&#1;x\" => NOT_HTTP",
                "href=\"#top\" => FRAGMENT",
                "href=\"\" => RELATIVE",
                "href=\"?a=1\" => RELATIVE",
                "href=\"//example.com/a\" => RELATIVE",
                "href=\"www.example.com\" => RELATIVE",
                "href=\"/a/b\" => RELATIVE",
                "href=\"{{ url }}\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/?u=*|UNIQID|*\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/%%email%%\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/<%= id %>\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/[[id]]\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/%%=v(@path)=%%\" => TEMPLATE_TOKEN",
                "href=\"%%=RedirectTo(@url)=%%\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/?n=%FIRSTNAME%\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/{contactfield=email}\" => TEMPLATE_TOKEN",
                "href=\"https://k\0\" => NOT_HTTP",
                "href=\"\0https://example.com/\" => RELATIVE",
                "href=\"https://example.com/abmelden?id=1\" => UNSUBSCRIBE",
                "href=\"https://example.com/u/one-click-unsubscribe/abc\" => UNSUBSCRIBE",
                "href=\"https://example.com/manage-preferences\" => PREFERENCES",
                "href=\"https://example.com/${id}\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/{$id}\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/{% if a %}\" => TEMPLATE_TOKEN",
                "href=\"https://example.com/unsubscribe?u=1\" => UNSUBSCRIBE",
                "href=\"https://example.com/list/Unsubscribe.php\" => UNSUBSCRIBE",
                "href=\"https://example.com/?action=unsubscribe\" => UNSUBSCRIBE",
                "href=\"https://example.com/opt-out/\" => UNSUBSCRIBE",
                "href=\"https://example.com/email-preferences\" => PREFERENCES",
                "href=\"https://example.com/preference-center#x\" => PREFERENCES",
                "href=\"https://example.com/a\" data-tallymark=\"unsubscribe\" => UNSUBSCRIBE",
                "href=\"https://example.com/a\" data-tallymark=\"preferences\" => PREFERENCES",
                "href=\"https://example.com/a\" data-no-track => OPTED_OUT",
                "href=\"https://example.com/a\" clicktracking=off => OPTED_OUT",
                "href=\"https://example.com/a\" data-pm-no-track => OPTED_OUT",
                "href=\"https://example.com/a\" ses:no-track => OPTED_OUT",
                "href=\"https://example.com/a\" disable-tracking=true => OPTED_OUT",
                "href=\"https://example.com/a\" data-skip-click => OPTED_OUT",
                "href=\"https://example.com/a\" mautic:disable-tracking => OPTED_OUT",
                "href=\"https://track.example.com/c/x\" => TRACKING_HOST",
                "href=\"HTTPS://user:pass@TRACK.example.com:8443/other\" => TRACKING_HOST",
            })
    void i3_i4_otherLinksAreLeftAloneWithTheirReason(String attributes, Reason expected) {
        assertThat(reason(attributes)).contains(expected);
        String html = "<p><a " + attributes + ">x</a></p>";
        assertThat(instrumented(html)).startsWith(html);
    }

    @Test
    void i3_whenClicksAreOffEveryTrackableLinkSaysSo() {
        Scan scan = Instrumenter.scanHtml(
                "<a href='https://example.com'>a</a><a href='#x'>b</a>", new LinkPolicy(Set.of(), false));
        assertThat(scan.links())
                .extracting(link -> link.reason().orElseThrow())
                .containsExactly(Reason.POLICY, Reason.FRAGMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- <a href=\"https://example.com/a\">x</a> -->",
                "<script>document.write('<a href=\"https://example.com/a\">x</a>')</script>",
                "<style>a[href=\"https://example.com/a\"]{}</style>",
                "<textarea><a href=\"https://example.com/a\">x</a></textarea>",
                "<title><a href=\"https://example.com/a\">x</a></title>",
                "<link href=\"https://example.com/a.css\">",
                "<base href=\"https://example.com/\">",
                "<a data-href=\"https://example.com/a\">x</a>",
                "<a name=\"href=https://example.com\">x</a>",
                "text href=\"https://example.com/a\" text",
                "",
                "   ",
            })
    void whatIsNoLinkStaysAsItIs(String html) {
        assertThat(tracked(html)).isEmpty();
        instrumented(html);
    }

    @Test
    void i5_quotesStayAsTheAuthorWroteThem() {
        assertThat(
                        instrumented(
                                "<a href=https://a.example>1</a><a href='https://b.example'>2</a><a href=\"https://c.example\">3</a>"))
                .startsWith(
                        "<a href=" + url(0) + ">1</a><a href='" + url(1) + "'>2</a><a href=\"" + url(2) + "\">3</a>");
    }

    @Test
    void unclosedAndNestedLinksAreRewrittenOnce() {
        assertThat(tracked("<b><a href='https://a.example'><p>1<a href='https://b.example'>2</b>3"))
                .hasSize(2);
        instrumented("<b><a href='https://a.example'><p>1<a href='https://b.example'>2</b>3");
        instrumented("<table><a href='https://a.example'><tr><td>1</table>");
    }

    private static final String HERE = "§";

    /** Each case shows by a mark where the pixel belongs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>hi§</body></html>",
                "<html><BODY>hi§</BODY ></html>",
                "hi§",
                "§",
                "<body>a</body>b§</body>c",
                "<body>a§</body><!-- </body> -->",
                "<body>a<script>'</body>'</script>§</body>",
                "<body>a<!-- </body> -->b§</body>",
                "<body title='</body>'>a§</body>",
                "<p>a</p>§<!-- never closed </p>",
                "<p>a</p>§<style>p{} ",
                "<p>a</p>§<a href=\"x",
                "<p>a</p>§<style></style ",
                "<p>a</p>§<script>x</script/",
                "<p>a</p><!-->b<!--->c§",
                "<p>a<!-- x --!>b§</body>",
                "<textarea></body></textarea>b§",
                "a < b </ c <! d > e§",
                "<body>a§</bodY\n></html>",
            })
    void i6_thePixelGoesBeforeTheLastRealBodyEnd(String marked) {
        String html = marked.replace(HERE, "");
        assertThat(Instrumenter.scanHtml(html, POLICY).pixel()).hasValue(marked.indexOf(HERE));
        instrumented(html);
    }

    @Test
    void labelsAreWhatAReaderSees() {
        String html =
                "<a href='https://a.example'> Our\n <b>best</b>&nbsp;offer </a><a href='https://b.example'><img alt='Logo'></a>"
                        + "<a href='https://c.example'></a><map><area href='https://d.example' alt='North'></map>";
        assertThat(Instrumenter.scanHtml(html, POLICY).links())
                .extracting(FoundLink::label)
                .containsExactly("Our best offer", "Logo", "", "North");
        String longText = "<a href='https://a.example'>" + "😀".repeat(500) + "</a>";
        String label = Instrumenter.scanHtml(longText, POLICY).links().get(0).label();
        assertThat(label).hasSize(200).doesNotEndWith("\ud83d");
    }

    @Test
    void aSenderIsWarnedOfWhatFiltersDislike() {
        assertThat(Instrumenter.scanHtml("<a href='https://evil.example/x'>www.bank.example</a>", POLICY)
                        .warnings())
                .containsExactly("A link shows www.bank.example but leads to evil.example");
        assertThat(Instrumenter.scanHtml("<a href='https://bank.example/x'>https://www.bank.example/y</a>", POLICY)
                        .warnings())
                .isEmpty();
        assertThat(Instrumenter.scanHtml("x".repeat(103 * 1024), POLICY).warnings())
                .hasSize(1);
    }

    @Test
    void i8_lettersThatGrowInLowerCaseShiftNothing() {
        String html = "<!--[if mso]>" + "İ".repeat(50) + "<v:rect href='https://example.com/a'>x</v:rect><![ENDIF]-->";
        assertThat(tracked(html)).containsExactly("https://example.com/a");
        instrumented(html);
    }

    /** What looks like a comment is none in a CDATA section; and in SVG the text of a style is not raw. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "<svg><![CDATA[ %s => false",
                "<svg><![CDATA[ %s ]]></svg> => false",
                "<svg><![CDATA[ <b> %s => false",
                "<svg><![CDATA[ <b> %s ]]></svg> => false",
                "<svg><![CDATA[ ]]> %s </svg> => true",
                "<svg></svg><![CDATA[ > %s => true",
                "<svg><style> %s </style></svg> => true",
                "<style> %s </style> => false",
                "<svg></svg> <style> %s </style> => false",
                "<select><option> %s </select> => true",
                "<template> %s </template> => true",
                "<frameset> %s </frameset> => true",
                "<svg></svg></body></html> %s => true",
            })
    void i8_aConditionCountsWhereAParserSeesAComment(String around, boolean counts) {
        String html = around.replace("%s", "<!--[if mso]><a href='https://e.example/a'>x</a><![endif]-->");
        assertThat(tracked(html)).hasSize(counts ? 1 : 0);
        instrumented(html);
    }

    @Test
    void i1_randomDocumentsAreUndone() {
        Randoms.forAll(1_500, random -> instrumented(document(random)));
    }

    private static String document(Random random) {
        StringBuilder html = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            html.append(Randoms.pick(
                    random,
                    "<a href=\"https://e.example/" + i + "\">",
                    "<a href='https://e.example/?a=" + i + "&amp;b'>",
                    "<a href=https://e.example/" + i + ">",
                    "<a href=\"",
                    "<area href='https://e.example/x'>",
                    "</a>",
                    "<table><tr>",
                    "</td></table>",
                    "<!--",
                    "-->",
                    "<!--[if mso]>",
                    "<![endif]-->",
                    "<script>",
                    "</script>",
                    Randoms.pick(
                            random,
                            "<select><option>",
                            "<svg>",
                            "<math><mi>",
                            "</svg>",
                            "<frameset>",
                            "<template>",
                            "<![CDATA["),
                    Randoms.pick(
                            random,
                            "<textarea>",
                            "</textarea>",
                            "<title>",
                            "</title >",
                            "<noscript>",
                            "<xmp>",
                            "<iframe>",
                            "</iframe>",
                            "<plaintext>"),
                    Randoms.pick(
                            random, "<!--<script>", "</scrIpt\t>", "--!>", "<!-->", "<!doctype html>", "<?x>", "</>"),
                    Randoms.pick(random, "<img src=x alt=y>", "<style/>", "<br/>", "<head>", "</head>", "</html>"),
                    "<v:roundrect href='https://e.example/v'>",
                    "<![endif]-->",
                    "<a class=x",
                    " href = ",
                    "</body>",
                    "<body class=\"x\">",
                    "<p title='a>b'>",
                    "\r\n",
                    "\ufeff",
                    "\0",
                    "'\"<",
                    Randoms.text(random, 20)));
        }
        return html.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='https://e.example/x'>",
                "<!--",
                "<b><a href='https://e.example'><p>",
                "</",
                "<a <a ",
                "<style>",
                "--!",
                "<div>",
                "<a href=\"https://e.example/{{",
                "&amp",
                "<![if x]>",
                "<svg><a href='https://e.example'>"
            })
    void i7_hostileInputCostsLinearTime(String piece) {
        String html = "<a href='https://e.example/" + piece.repeat(500_000 / piece.length());
        Instrumenter.scanHtml(html + "'>", POLICY); // warm
        Instant start = Instant.now();
        Instrumenter.scanHtml(html + "'>", POLICY);
        Instrumenter.scanHtml(piece.repeat(500_000 / piece.length()), POLICY);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
