package io.tallymark.instrument;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Finds the links of HTML and the place of its pixel in one walk over its tokens.
 *
 * <p>Two things tokens alone do not tell. Outlook renders what stands inside {@code <!--[if …]> … <![endif]-->}, so the inside is
 * walked again by itself. And inside SVG, MathML, {@code <select>}, {@code <frameset>} and {@code <template>} it depends on the tree
 * what is a link; a document that holds one of these is shown to a parser, whose word counts (I8).
 */
final class HtmlScan implements HtmlTokens.Visitor {

    private static final String CONDITION = "[if";
    private static final String CONDITION_END = "<![endif]";

    private final String html;
    private final int offset;
    private final boolean forOutlook;
    private final UnaryOperator<String> decoding;
    private final LinkPolicy policy;
    private final TreeMap<Integer, FoundLink> links = new TreeMap<>();
    private final TreeMap<Integer, FoundLink> outlookLinks = new TreeMap<>();
    private final LinkLabel label = new LinkLabel();
    private int labelled = -1;
    private String labelledName = "";
    private int bodyEnd = -1;
    private int swallowedFrom = -1;
    private boolean hasPixel;
    /** Where the last tag stands whose inside only a tree tells; -1 if there is none. */
    private int lastTreeTag = -1;

    /** {@code offset} is where {@code html} begins in the whole document. */
    private HtmlScan(String html, int offset, boolean forOutlook, UnaryOperator<String> decoding, LinkPolicy policy) {
        this.html = html;
        this.offset = offset;
        this.forOutlook = forOutlook;
        this.decoding = decoding;
        this.policy = policy;
    }

    /** Scans {@code html}; {@code decoding} turns a piece of it into what it says, where it is a view of bytes. */
    static Scan of(String html, UnaryOperator<String> decoding, LinkPolicy policy) {
        HtmlScan scan = new HtmlScan(html, 0, false, decoding, policy);
        scan.walk();
        int end = scan.lastTreeTag >= 0 ? scan.askTheTree() : scan.pixelPlace(-1);
        scan.links.putAll(scan.outlookLinks);
        List<FoundLink> inOrder = List.copyOf(scan.links.values());
        OptionalInt pixel = scan.hasPixel ? OptionalInt.empty() : OptionalInt.of(end);
        return new Scan(inOrder, pixel, Warnings.of(html, scan.hasPixel, inOrder));
    }

    private void walk() {
        swallowedFrom = HtmlTokens.walk(html, this);
        endLabel();
    }

    /** Where the pixel goes (I6), behind {@code least}. */
    private int pixelPlace(int least) {
        for (int place : new int[] {bodyEnd, swallowedFrom}) {
            if (place > least) {
                return place;
            }
        }
        if (swallowedFrom < 0) {
            return html.length();
        }
        // what swallowed the rest for the tokens did not for the tree; but something behind it may
        int from = html.indexOf('>', least) + 1;
        int swallowed = HtmlTokens.walk(html.substring(from), new HtmlTokens.Visitor() {});
        return swallowed < 0 ? html.length() : from + swallowed;
    }

    @Override
    public void text(int start, int end) {
        if (labelled >= 0) {
            label.addText(html, start, end);
        }
    }

    @Override
    public void startTag(Tag tag) {
        switch (tag.name()) {
            case "img" -> image(tag);
            case "a", "area" -> link(tag);
            case "svg", "math", "select", "frameset", "template" -> lastTreeTag = tag.start();
            default -> {
                if (forOutlook && tag.name().startsWith("v:")) {
                    link(tag);
                }
            }
        }
    }

    private void image(Tag tag) {
        if (labelled >= 0) {
            label.addAlternative(attribute(tag, "alt"));
        }
        Tag.Range source = tag.attribute("src");
        hasPixel |= source != null && LinkTarget.isPixel(LinkTarget.of(piece(source)), policy);
    }

    private void link(Tag tag) {
        Tag.Range value = tag.attribute("href");
        if (value == null) {
            return;
        }
        endLabel();
        labelled = value.start() + offset;
        labelledName = tag.name();
        String target = LinkTarget.of(piece(value));
        found(value.start() + offset, value.end() + offset, target, name -> attribute(tag, name));
        if (labelledName.equals("area")) {
            label.addAlternative(attribute(tag, "alt"));
            endLabel();
        }
    }

    private void found(int start, int end, String target, Attributes attributes) {
        Optional<Reason> reason = LinkTarget.reasonToLeave(target, attributes, policy);
        links.put(start, new FoundLink(Part.HTML, start, end, target, "", reason));
    }

    private String piece(Tag.Range range) {
        return decoding.apply(html.substring(range.start(), range.end()));
    }

    private String attribute(Tag tag, String name) {
        Tag.Range value = tag.attribute(name);
        return value == null ? null : LinkTarget.unescaped(piece(value));
    }

    @Override
    public void endTag(String name, int start, int end) {
        if (labelled >= 0 && name.equals(labelledName)) {
            endLabel();
        }
        if (name.equals("body")) {
            bodyEnd = start;
        }
    }

    private void endLabel() {
        if (labelled >= 0) {
            String text = label.take(decoding);
            links.computeIfPresent(
                    labelled,
                    (start, link) -> new FoundLink(link.part(), start, link.end(), link.target(), text, link.reason()));
            labelled = -1;
        }
    }

    @Override
    public void comment(int start, int end) {
        if (forOutlook || !Tag.isSpelled(html, start, CONDITION)) {
            return;
        }
        String comment = html.substring(start, end);
        int condition = comment.indexOf("]>");
        int close = lastConditionEnd(comment);
        if (condition >= 0 && close > condition) {
            String inside = comment.substring(condition + 2, close);
            HtmlScan scan = new HtmlScan(inside, offset + start + condition + 2, true, decoding, policy);
            scan.walk();
            outlookLinks.putAll(scan.links);
        }
    }

    /** Not by a copy in lower case: that may be longer than the comment. */
    private static int lastConditionEnd(String comment) {
        int at = comment.lastIndexOf("<!");
        while (at >= 0 && !Tag.isSpelled(comment, at, CONDITION_END)) {
            at = comment.lastIndexOf("<!", at - 1);
        }
        return at;
    }

    /**
     * Keeps the links that the parser has too, and adds those that only it has; for Outlook, takes those in the parser's comments.
     * Returns where the pixel goes: behind everything of which the image could change what the tree makes of it.
     */
    private int askTheTree() {
        int lastToken = lastLink();
        TreeLinks tree = TreeLinks.of(html);
        links.keySet().retainAll(tree.places().keySet());
        tree.places().forEach((start, place) -> {
            if (!links.containsKey(start)) {
                String target = LinkTarget.of(decoding.apply(html.substring(start, place.end())));
                found(start, place.end(), target, place.attributes());
            }
        });
        outlookLinks.clear();
        for (Tag.Range comment : tree.comments()) {
            HtmlScan scan = new HtmlScan(
                    html.substring(comment.start(), comment.end()), comment.start(), false, decoding, policy);
            scan.walk();
            outlookLinks.putAll(scan.outlookLinks);
        }
        hasPixel |= tree.images().stream().anyMatch(source -> LinkTarget.isPixel(source, policy));
        return pixelPlace(Math.max(lastTreeTag, Math.max(lastToken, lastLink())));
    }

    private int lastLink() {
        int last = links.isEmpty() ? -1 : links.lastKey();
        return outlookLinks.isEmpty() ? last : Math.max(last, outlookLinks.lastKey());
    }
}
