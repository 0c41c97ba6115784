package io.tallymark.instrument;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/**
 * Where an HTML parser sees links and comments, for documents whose tree decides that (I8).
 *
 * @param places the links by the offset of their {@code href} value
 * @param images the sources of the images
 * @param comments where the comments are, with their marks
 */
record TreeLinks(Map<Integer, Place> places, List<String> images, List<Tag.Range> comments) {

    /** A link's {@code href} value up to {@code end}. */
    record Place(int end, Attributes attributes) {}

    static TreeLinks of(String html) {
        Document document = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
        Map<Integer, Place> places = new TreeMap<>();
        // the parser clones unclosed links, so one place may come up several times
        for (Element element : document.select("a[href], area[href]")) {
            Range value = element.attributes().sourceRange("href").valueRange();
            if (value.isTracked()) {
                places.putIfAbsent(
                        value.startPos(),
                        new Place(value.endPos(), name -> element.hasAttr(name) ? element.attr(name) : null));
            }
        }
        List<Tag.Range> comments = document.nodeStream(Comment.class)
                .map(Comment::sourceRange)
                .filter(Range::isTracked)
                .map(range -> new Tag.Range(range.startPos(), range.endPos()))
                .toList();
        return new TreeLinks(places, document.select("img[src]").eachAttr("src"), comments);
    }
}
