package io.tallymark.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/** Finds the links of a message once and writes it as often as there are recipients. */
public final class Instrumenter {

    /** Gmail cuts longer messages off, and the pixel at their end with them. */
    private static final int CLIPPED_BYTES = 102 * 1024;

    private static final int PIXEL_CHARACTERS = 300;

    private Instrumenter() {}

    /** Finds every {@code <a href>} and {@code <area href>} and the place of the pixel. */
    public static Scan scan(String html, LinkPolicy policy) {
        Document document = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
        // the parser clones unclosed links, so the same place may come up several times
        TreeMap<Integer, FoundLink> links = new TreeMap<>();
        for (Element element : document.select("a[href], area[href]")) {
            Range value = element.attributes().sourceRange("href").valueRange();
            if (value.isTracked() && !links.containsKey(value.startPos())) {
                links.put(value.startPos(), found(element, value, policy));
            }
        }
        List<FoundLink> inOrder = List.copyOf(links.values());
        return new Scan(inOrder, PixelPlace.find(html), warnings(html, inOrder));
    }

    private static FoundLink found(Element element, Range value, LinkPolicy policy) {
        String target = LinkTarget.normal(element.attr("href"));
        return new FoundLink(
                value.startPos(),
                value.endPos(),
                target,
                LinkLabel.of(element),
                LinkTarget.reasonToLeave(target, element, policy));
    }

    private static List<String> warnings(String html, List<FoundLink> links) {
        List<String> warnings = new ArrayList<>();
        int bytes = html.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > CLIPPED_BYTES) {
            warnings.add(
                    "The HTML has " + bytes / 1024 + " kB; Gmail cuts off what is over 102 kB, and the pixel with it");
        }
        links.stream().flatMap(link -> LinkLabel.contradiction(link).stream()).forEach(warnings::add);
        return warnings;
    }

    /**
     * Writes the message: each link takes its new value, if there is one, and the pixel is inserted, if there is one.
     *
     * @param urls for each link of the scan its new value, or nothing to leave it as it is
     */
    public static String splice(String html, Scan scan, List<Optional<String>> urls, Optional<String> pixelUrl) {
        StringBuilder out = new StringBuilder(html.length() + urls.size() * 100 + PIXEL_CHARACTERS);
        int copied = 0;
        boolean pixelDue = pixelUrl.isPresent();
        for (int i = 0; i < urls.size(); i++) {
            FoundLink link = scan.links().get(i);
            if (pixelDue && scan.pixelOffset() <= link.start()) {
                copied = insertPixel(out, html, copied, scan, pixelUrl.get());
                pixelDue = false;
            }
            if (urls.get(i).isPresent()) {
                out.append(html, copied, link.start()).append(urls.get(i).get());
                copied = link.end();
            }
        }
        if (pixelDue) {
            copied = insertPixel(out, html, copied, scan, pixelUrl.get());
        }
        return out.append(html, copied, html.length()).toString();
    }

    private static int insertPixel(StringBuilder out, String html, int copied, Scan scan, String url) {
        out.append(html, copied, scan.pixelOffset())
                .append("<img src=\"")
                .append(url)
                .append("\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0;display:block\">");
        return scan.pixelOffset();
    }
}
