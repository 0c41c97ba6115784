package io.tallymark.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.nodes.XmlDeclaration;

/**
 * A message's HTML as a picture of itself: it looks much the same, but loads nothing, runs nothing and leads nowhere. Elements and
 * attributes that are not known to be harmless go; images become boxes with their alternative text. The frame in which it is shown
 * forbids all of that once more; what is left out here would only fill the browser's console.
 */
final class HarmlessHtml {

    /** They go with all they hold; of other unknown elements the content stays. */
    private static final Set<String> DROPPED = Set.of(
            "script",
            "noscript",
            "iframe",
            "frame",
            "frameset",
            "noframes",
            "object",
            "embed",
            "applet",
            "param",
            "link",
            "meta",
            "base",
            "template",
            "svg",
            "math",
            "audio",
            "video",
            "source",
            "track",
            "canvas",
            "portal",
            "title",
            "head",
            "select",
            "textarea",
            "input",
            "plaintext",
            "xmp",
            "noembed",
            "dialog");

    private static final Set<String> KEPT = Set.of(
            "html",
            "body",
            "style",
            "a",
            "abbr",
            "address",
            "article",
            "aside",
            "b",
            "big",
            "blockquote",
            "br",
            "caption",
            "center",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "del",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "font",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "i",
            "ins",
            "kbd",
            "li",
            "main",
            "mark",
            "nav",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "section",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "tt",
            "u",
            "ul",
            "var",
            "wbr",
            "img");

    private static final Set<String> ATTRIBUTES = Set.of(
            "align",
            "alt",
            "bgcolor",
            "border",
            "cellpadding",
            "cellspacing",
            "class",
            "color",
            "colspan",
            "dir",
            "face",
            "height",
            "id",
            "lang",
            "nowrap",
            "rowspan",
            "size",
            "start",
            "style",
            "title",
            "valign",
            "width");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?(?:\\*/|$)");
    private static final Pattern LOADING_RULE = Pattern.compile("(?i)@(?:import|font-face|namespace|charset)");
    private static final Pattern LOADING_VALUE =
            Pattern.compile("(?i)[a-z-]*(?:url|image|image-set|src|cross-fade|element)\\s*\\(");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,4}%?");
    private static final Pattern OWN_IMAGE =
            Pattern.compile("(?i)data:image/(?:png|gif|jpeg|webp);base64,[a-z0-9+/=\\s]*");

    private static final String LOOK = """
            html{background:#fff;color:#000;color-scheme:light}
            body{font-family:Arial,Helvetica,sans-serif}
            a{color:#0645ad;text-decoration:underline}
            .tallymark-image{display:inline-block;box-sizing:border-box;max-width:100%;min-width:1.5em;min-height:1.5em;padding:.2em .4em;
            overflow:hidden;border:1px dashed #767676;background:#f1f3f5;color:#343a40;font:12px/1.3 Arial,sans-serif;text-align:center;
            vertical-align:middle}
            """;

    private HarmlessHtml() {}

    /** @param image what an image without alternative text is called */
    static String of(String html, String image) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        List<String> styles = document.select("style").stream()
                .map(Element::data)
                .map(HarmlessHtml::css)
                .toList();
        document.select("style").remove();
        Element body = document.body();
        for (Element element : List.copyOf(body.getAllElements())) {
            if (element != body && element.ownerDocument() == document) {
                tame(element, image);
            }
        }
        body.traverse((node, depth) -> clean(node));
        removeInvisible(body);
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>" + LOOK);
        styles.forEach(page::append);
        return page.append("</style></head>")
                .append(body.outerHtml())
                .append("</html>")
                .toString();
    }

    private static void tame(Element element, String image) {
        String name = element.normalName();
        if (DROPPED.contains(name)) {
            element.remove();
        } else if (name.equals("img")) {
            image(element, image);
        } else if (!KEPT.contains(name) || !element.tag().namespace().endsWith("xhtml")) {
            element.unwrap();
        } else if (element.hasAttr("href")) {
            element.attr("title", element.attr("href"));
        }
    }

    /** Images that a message carries within itself stay. */
    private static void image(Element element, String word) {
        if (OWN_IMAGE.matcher(element.attr("src")).matches()) {
            element.attr("class", "");
            return;
        }
        Element box = new Element("span").addClass("tallymark-image");
        String alternative = element.attr("alt").strip();
        if (isPixel(element)) {
            element.remove();
            return;
        }
        box.text(alternative.isEmpty() ? word : alternative);
        box.attr("style", size("width", element) + size("height", element));
        element.replaceWith(box);
    }

    private static boolean isPixel(Element image) {
        return image.attr("width").matches("[01]") && image.attr("height").matches("[01]");
    }

    private static String size(String name, Element image) {
        return Optional.of(image.attr(name))
                .filter(given -> LENGTH.matcher(given).matches())
                .map(given -> name + ":" + (given.endsWith("%") ? given : given + "px") + ";")
                .orElse("");
    }

    private static void clean(Node node) {
        if (node instanceof Element element) {
            for (Attribute attribute : element.attributes().asList()) {
                boolean isOwnImage =
                        element.normalName().equals("img") && attribute.getKey().equals("src");
                if (!isOwnImage && !ATTRIBUTES.contains(attribute.getKey())) {
                    element.removeAttr(attribute.getKey());
                } else if (attribute.getKey().equals("style")) {
                    element.attr("style", css(attribute.getValue()));
                }
            }
        }
    }

    private static void removeInvisible(Element body) {
        body.select("*")
                .forEach(element -> List.copyOf(element.childNodes()).forEach(node -> {
                    boolean isShown = node instanceof Element || node instanceof TextNode;
                    if (!isShown
                            || node instanceof Comment
                            || node instanceof DataNode
                            || node instanceof XmlDeclaration) {
                        node.remove();
                    }
                }));
    }

    /** A style sheet that loads nothing. Escapes and comments go first, because loads could be written with them. */
    static String css(String style) {
        String plain = COMMENT.matcher(style).replaceAll(" ").replace("\\", "").replace("<", "");
        return LOADING_VALUE
                .matcher(LOADING_RULE.matcher(plain).replaceAll("@none"))
                .replaceAll("none(");
    }
}
