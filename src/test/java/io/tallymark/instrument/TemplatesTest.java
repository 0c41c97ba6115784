package io.tallymark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.Randoms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole mails in the styles of the common builders, as they are and damaged at random. */
class TemplatesTest {

    private static final LinkPolicy POLICY = new LinkPolicy(Set.of("track.example.com"), true);
    private static final String PIXEL = "https://track.example.com/o/pixel.gif?sig=s";

    private static final String[] NAMES = {
        "newsletter-ghost-tables", "outlook-buttons", "hybrid-columns", "merge-tags", "receipt-crlf", "dirty"
    };

    /** The counts were taken while the mails were written, not from the code under test. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "newsletter-ghost-tables | 39 | 33 |  2 | 1 UNSUBSCRIBE, 1 PREFERENCES, 2 NOT_HTTP, 2 FRAGMENT",
                "outlook-buttons         | 31 | 25 | 17 | 2 UNSUBSCRIBE, 1 PREFERENCES, 1 NOT_HTTP, 1 FRAGMENT, 1 TEMPLATE_TOKEN",
                "hybrid-columns          | 15 | 13 |  1 | 1 UNSUBSCRIBE, 1 NOT_HTTP",
                "merge-tags              | 49 | 27 |  1 | 1 UNSUBSCRIBE, 1 PREFERENCES, 16 TEMPLATE_TOKEN, 4 OPTED_OUT",
                "receipt-crlf            | 33 | 27 |  0 | 1 UNSUBSCRIBE, 1 PREFERENCES, 2 NOT_HTTP, 1 FRAGMENT, 1 RELATIVE",
                "dirty                   | 74 | 44 |  3 | 2 UNSUBSCRIBE, 1 PREFERENCES, 10 NOT_HTTP, 3 FRAGMENT, 8 RELATIVE, 1 TEMPLATE_TOKEN, 3 OPTED_OUT, 2 TRACKING_HOST",
            })
    void i3_i8_everyLinkOfAMailIsFoundAndToldApart(
            String name, int found, int tracked, int inConditions, String leftAlone) {
        String html = template(name);
        List<FoundLink> links = Instrumenter.scanHtml(html, POLICY).links();
        TreeMap<Integer, Integer> conditions = conditions(parsed(html));
        assertThat(links).hasSize(found);
        assertThat(links).filteredOn(FoundLink::isTracked).hasSize(tracked);
        assertThat(links).filteredOn(link -> isIn(conditions, link.start())).hasSize(inConditions);
        assertThat(left(links)).isEqualTo(leftAlone);
        checked(html);
    }

    @Test
    void i2_targetsOfADirtyMailAreWhatABrowserOpens() {
        assertThat(Instrumenter.scanHtml(template("dirty"), POLICY).links())
                .filteredOn(FoundLink::isTracked)
                .extracting(FoundLink::target)
                .contains(
                        "http://bazaar.example/hall/1?from=map&a=1",
                        "http://bazaar.example/cgi-bin/item.pl?id=0&copy=1",
                        "https://bazaar.example/lot/1?a=1&amp;b=2&c=3\"",
                        "HTTPS://BAZAAR.example/Lot/2",
                        "https://bazaar.example/slash/3/",
                        "https://bazaar.example/lot/4?q=     woodenchair&lt=3",
                        "https://bazaar.example/lot/5|%zz^[x]{}`",
                        "http://bürste.example/é©?p=&notit;&amp=1",
                        "http://bazaar.example/q?x=a\"b'c",
                        "http://bazaar.example/tab",
                        "http://bazaar.example/outlook?x=1&y=2",
                        "http://bazaar.example/VML",
                        "http://bazaar.example/after-body")
                .noneMatch(target -> target.matches(".*/(hidden|php|script|xmp|iframe|title|second|no|digit)(/.*)?"));
    }

    @Test
    void i6_thePixelStandsBeforeTheLastBodyEnd() {
        for (String name : NAMES) {
            String html = template(name);
            assertThat(Instrumenter.scanHtml(html, POLICY).pixel())
                    .as(name)
                    .hasValue(html.toLowerCase(Locale.ROOT).lastIndexOf("</body"));
        }
    }

    @Test
    void i1_lineEndsStayAsTheyCame() {
        assertThat(template("receipt-crlf")).contains("\r\n").doesNotContainPattern("[^\r]\n");
        assertThat(template("dirty")).contains("\r\n").containsPattern("[^\r]\n");
    }

    @Test
    void i1_i8_damagedMailsAreUndone() {
        Randoms.forAll(600, random -> checked(damaged(template(Randoms.pick(random, NAMES)), random)));
    }

    /** Instruments, and checks that it can be undone (I1), that it happens once (I6), and that a parser finds the same (I8). */
    private static void checked(String html) {
        Scan scan = Instrumenter.scanHtml(html, POLICY);
        List<Optional<String>> urls = new ArrayList<>();
        scan.links().forEach(link -> urls.add(link.isTracked() ? Optional.of(url(urls.size())) : Optional.empty()));
        String out = Instrumenter.splice(html, scan, urls, Optional.of(PIXEL));
        assertThat(undone(html, scan, out)).isEqualTo(html);

        Scan again = Instrumenter.scanHtml(out, POLICY);
        assertThat(again.links()).noneMatch(FoundLink::isTracked);
        assertThat(again.pixel()).as("a second pixel").isEmpty();

        Document document = parsed(html);
        // in noscript the parser takes <style/> for empty and <plaintext> for text, which browsers do not
        if (document.selectFirst("noscript") == null) {
            TreeMap<Integer, Integer> conditions = conditions(document);
            assertThat(scan.links())
                    .filteredOn(link -> link.isTracked() && !isIn(conditions, link.start()))
                    .extracting(FoundLink::target)
                    .as("what a parser finds")
                    .isEqualTo(trackedIn(document));
        }
    }

    private static String url(int index) {
        return "https://track.example.com/c/id" + index + "?sig=s";
    }

    private static String undone(String html, Scan scan, String out) {
        StringBuilder back = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < scan.links().size(); i++) {
            FoundLink link = scan.links().get(i);
            if (link.isTracked()) {
                int at = out.indexOf(url(i), copied);
                assertThat(at).as("%s", link).isNotNegative();
                back.append(out, copied, at).append(html, link.start(), link.end());
                copied = at + url(i).length();
            }
        }
        back.append(out, copied, out.length());
        String pixel = Instrumenter.pixel(PIXEL);
        int at = back.indexOf(pixel);
        assertThat(at).as("pixel").isNotNegative();
        return back.delete(at, at + pixel.length()).toString();
    }

    private static String left(List<FoundLink> links) {
        Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
        links.forEach(link -> link.reason().ifPresent(reason -> counts.merge(reason, 1, Integer::sum)));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Document parsed(String html) {
        return Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
    }

    /** Conditional comments, end by start. */
    private static TreeMap<Integer, Integer> conditions(Document document) {
        TreeMap<Integer, Integer> ranges = new TreeMap<>();
        document.traverse((node, depth) -> {
            if (node instanceof Comment comment
                    && comment.getData().toLowerCase(Locale.ROOT).startsWith("[if")) {
                ranges.put(
                        comment.sourceRange().startPos(), comment.sourceRange().endPos());
            }
        });
        return ranges;
    }

    private static boolean isIn(TreeMap<Integer, Integer> ranges, int place) {
        Map.Entry<Integer, Integer> range = ranges.floorEntry(place);
        return range != null && place < range.getValue();
    }

    private static List<String> trackedIn(Document document) {
        TreeMap<Integer, String> found = new TreeMap<>();
        for (Element link : document.select("a[href], area[href]")) {
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

    private static String damaged(String html, Random random) {
        StringBuilder damaged = new StringBuilder(html);
        for (int i = random.nextInt(6); i >= 0 && damaged.length() > 0; i--) {
            int at = place(damaged, random);
            int end = Math.min(damaged.length(), at + 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
            String piece = damaged.substring(at, end);
            switch (random.nextInt(6)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.insert(at, piece);
                case 2 -> damaged.delete(at, end).insert(random.nextInt(damaged.length() + 1), piece);
                case 3 -> damaged.setLength(random.nextInt(4) == 0 ? at : damaged.length());
                default -> damaged.insert(at, odd(random));
            }
        }
        return damaged.toString();
    }

    /** More often than not where it hurts: at a character that has a meaning. */
    private static int place(StringBuilder html, Random random) {
        int place = random.nextInt(html.length());
        int special = html.indexOf(Randoms.pick(random, "<", ">", "\"", "=", "-->", "href", "<!"), place);
        return special >= 0 && random.nextInt(3) > 0 ? special : place;
    }

    private static String odd(Random random) {
        return Randoms.pick(
                random,
                Randoms.pick(random, "<", ">", "\"", "'", "=", "/", "&", "\0", "\r\n", "`", "--", "!", "\ufeff"),
                Randoms.pick(
                        random,
                        "<!--",
                        "-->",
                        "--!>",
                        "<!-->",
                        "<![endif]-->",
                        "<!--[if mso]>",
                        "<!--<![endif]-->",
                        "<![CDATA[",
                        "]]>"),
                Randoms.pick(
                        random,
                        "</body>",
                        "</html>",
                        "<body>",
                        "</a>",
                        "</table>",
                        "<table>",
                        "<tr>",
                        "</p>",
                        "<b>",
                        "</td>"),
                Randoms.pick(
                        random,
                        "<script>",
                        "</script>",
                        "<style>",
                        "</style>",
                        "<title>",
                        "</title>",
                        "<textarea>",
                        "<xmp>",
                        "<iframe>",
                        "</iframe>"),
                Randoms.pick(
                        random,
                        "<svg>",
                        "</svg>",
                        "<math><mi>",
                        "<select>",
                        "<option>",
                        "</select>",
                        "<template>",
                        "</template>",
                        "<frameset>"),
                Randoms.pick(
                        random,
                        "<a href=https://e.example/a>",
                        "<a href='https://e.example/b",
                        "<area href=\"https://e.example/c\">",
                        " href=https://e.example/d ",
                        "<v:rect href='https://e.example/e'>"),
                Randoms.text(random, 12));
    }

    private static String template(String name) {
        try (InputStream in = TemplatesTest.class.getResourceAsStream("/templates/" + name + ".html")) {
            // the only one that is not UTF-8
            Charset charset = name.equals("dirty") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            return new String(in.readAllBytes(), charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
