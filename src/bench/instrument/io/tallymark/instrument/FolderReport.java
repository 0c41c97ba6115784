package io.tallymark.instrument;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/**
 * Instruments every .html and .eml file of a folder and prints as Markdown what was found, and whether anything changed that must
 * not change (I1, I8, I10). Exits with 1 if so.
 *
 * <p>Undoing shares no code with splicing: it looks for the invented URLs in the result. Where the leaves of a raw message are is
 * taken from {@link MimePart}, so a message whose parts are misread shows by its links only.
 */
public final class FolderReport {

    private static final LinkPolicy POLICY = new LinkPolicy(Set.of("track.example.com"), true);
    private static final String PIXEL = "https://track.example.com/o/AAAAAAAAAAAAAAAAAAAAAAAAAA.gif?sig=aaaaaaaaaaaaaaaaaaaaaa";
    private static final int LONGEST_PART = 64 << 20;

    private FolderReport() {}

    /** What one file came to; {@code changed} counts bytes outside links and pixel. */
    private record Row(
            String name, long bytes, List<FoundLink> links, int inConditions, String untouched, int changed, boolean likeParser,
            boolean changesTwice) {

        long tracked() {
            return links.stream().filter(FoundLink::isTracked).count();
        }

        boolean isBad() {
            return changed > 0 || !likeParser || changesTwice;
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).filter(file -> isHtml(file) || ends(file, ".eml")).sorted().toList();
        }
        System.out.println("| file | bytes | links | tracked | in conditions | left alone | untouched | bytes changed | as jsoup | changed twice |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        List<Row> rows = new ArrayList<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            byte[] bytes = Files.readAllBytes(file);
            Row row = isHtml(file) ? html(name, bytes) : message(name, bytes);
            rows.add(row);
            print(row);
        }
        print(total(rows));
        System.exit(rows.isEmpty() || rows.stream().anyMatch(Row::isBad) ? 1 : 0);
    }

    private static boolean isHtml(Path file) {
        return ends(file, ".html") || ends(file, ".htm");
    }

    private static boolean ends(Path file, String ending) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static Row total(List<Row> rows) {
        List<FoundLink> links = rows.stream().flatMap(row -> row.links().stream()).toList();
        long untouched = rows.stream().filter(row -> !row.untouched().isEmpty()).count();
        return new Row(
                "**" + rows.size() + " files**",
                rows.stream().mapToLong(Row::bytes).sum(),
                links,
                rows.stream().mapToInt(Row::inConditions).sum(),
                untouched == 0 ? "" : untouched + " files",
                rows.stream().mapToInt(Row::changed).sum(),
                rows.stream().allMatch(Row::likeParser),
                rows.stream().anyMatch(Row::changesTwice));
    }

    private static void print(Row row) {
        Map<Reason, Integer> left = new EnumMap<>(Reason.class);
        row.links().forEach(link -> link.reason().ifPresent(reason -> left.merge(reason, 1, Integer::sum)));
        String reasons = left.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "));
        System.out.printf(
                Locale.ROOT, "| %s | %,d | %,d | %,d | %,d | %s | %s | %,d | %s | %s |%n",
                row.name().replace("|", "\\|"), row.bytes(), row.links().size(), row.tracked(), row.inConditions(), reasons,
                row.untouched(), row.changed(), row.likeParser() ? "yes" : "NO", row.changesTwice() ? "YES" : "no");
    }

    private static String url(int index) {
        return String.format("https://track.example.com/c/B%035d?sig=bbbbbbbbbbbbbbbbbbbbbb", index);
    }

    private static List<Optional<String>> urls(List<FoundLink> links) {
        List<Optional<String>> urls = new ArrayList<>();
        links.forEach(link -> urls.add(link.isTracked() ? Optional.of(url(urls.size())) : Optional.empty()));
        return urls;
    }

    private static Row html(String name, byte[] bytes) {
        Charset charset = charset(bytes);
        String html = new String(bytes, charset);
        Scan scan = Instrumenter.scanHtml(html, POLICY);
        String out = Instrumenter.splice(html, scan, urls(scan.links()), Optional.of(PIXEL));
        int changed = difference(undone(html, scan, 0, out, scan.pixel().isPresent()).getBytes(charset), bytes);
        Scan again = Instrumenter.scanHtml(out, POLICY);
        boolean changesTwice = !Instrumenter.splice(out, again, urls(again.links()), Optional.of(PIXEL)).equals(out);
        Compared compared = Compared.of(html, scan, POLICY);
        return new Row(name, bytes.length, scan.links(), compared.inConditions(), "", changed, compared.same(), changesTwice);
    }

    private static Charset charset(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    /** Puts the old values back for the links of {@code scan}, the first of which is number {@code first}, and removes the pixel. */
    private static String undone(String before, Scan scan, int first, String out, boolean hasPixel) {
        StringBuilder back = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < scan.links().size(); i++) {
            FoundLink link = scan.links().get(i);
            int at = link.isTracked() ? out.indexOf(url(first + i), copied) : -1;
            if (at >= 0) {
                back.append(out, copied, at).append(before, link.start(), link.end());
                copied = at + url(first + i).length();
            }
        }
        back.append(out, copied, out.length());
        String pixel = Instrumenter.pixel(PIXEL);
        int at = hasPixel ? back.indexOf(pixel) : -1;
        return at < 0 ? back.toString() : back.delete(at, at + pixel.length()).toString();
    }

    /** How many bytes of the longer one lie between the common beginning and the common end. */
    private static int difference(byte[] one, byte[] other) {
        int start = Arrays.mismatch(one, other);
        if (start < 0) {
            return 0;
        }
        int end = 0;
        while (end < Math.min(one.length, other.length) - start && one[one.length - 1 - end] == other[other.length - 1 - end]) {
            end++;
        }
        return Math.max(one.length, other.length) - start - end;
    }

    private static Row message(String name, byte[] message) {
        MimeScan scan = MimeScan.of(message, POLICY, true, LONGEST_PART);
        byte[] out = scan.splice(urls(scan.links()), Optional.of(PIXEL));
        MimeScan again = MimeScan.of(out, POLICY, true, LONGEST_PART);
        boolean changesTwice = !Arrays.equals(again.splice(urls(again.links()), Optional.of(PIXEL)), out);
        if (scan.untouched().isPresent()) {
            String reason = scan.untouched().get();
            return new Row(name, message.length, List.of(), 0, reason, difference(out, message), true, changesTwice);
        }
        try {
            return compared(name, message, scan, out, changesTwice);
        } catch (MalformedMessageException e) {
            return new Row(name, message.length, scan.links(), 0, "result " + e.getMessage(), out.length, false, changesTwice);
        }
    }

    private static Row compared(String name, byte[] message, MimeScan scan, byte[] out, boolean changesTwice)
            throws MalformedMessageException {
        LinkPolicy policy = POLICY.withUnsubscribeTargets(scan.unsubscribeTargets());
        List<MimePart> before = new ArrayList<>();
        List<MimePart> after = new ArrayList<>();
        MimePart.parse(message).leaves(before::add);
        MimePart.parse(out).leaves(after::add);
        if (before.size() != after.size()) {
            return new Row(name, message.length, scan.links(), 0, "other parts", out.length, false, changesTwice);
        }
        int changed = 0;
        int link = 0;
        int inConditions = 0;
        boolean same = true;
        int here = 0;
        int there = 0;
        boolean pixelDue = true;
        for (int i = 0; i < before.size(); i++) {
            MimePart old = before.get(i);
            MimePart now = after.get(i);
            boolean encodedAnew = !encoding(old).equals(encoding(now));
            changed += difference(headers(message, here, old, encodedAnew), headers(out, there, now, encodedAnew));
            here = old.bodyEnd();
            there = now.bodyEnd();
            Part part = old.is("text/html") ? Part.HTML : Part.TEXT;
            Optional<MimeLeaf> leaf = old.is("text/html") || old.is("text/plain")
                    ? MimeLeaf.read(message, old, part, policy).leaf()
                    : Optional.empty();
            if (leaf.isEmpty()) {
                changed += difference(raw(message, old), raw(out, now));
                continue;
            }
            String oldText = text(message, old, part);
            boolean hasPixel = part == Part.HTML && pixelDue && leaf.get().scan().pixel().isPresent();
            pixelDue &= part != Part.HTML;
            String back = undone(oldText, leaf.get().scan(), link, text(out, now, part), hasPixel);
            changed += difference(back.getBytes(StandardCharsets.UTF_8), oldText.getBytes(StandardCharsets.UTF_8));
            link += leaf.get().scan().links().size();
            if (part == Part.HTML) {
                // the leaf's offsets may be those of bytes, so the parser is asked about the text as it reads
                Scan readable = Instrumenter.scanHtml(leaf.get().readable(), policy);
                Compared compared = Compared.of(leaf.get().readable(), readable, policy);
                same &= compared.same() && targets(readable).equals(targets(leaf.get().scan()));
                inConditions += compared.inConditions();
            }
        }
        changed += difference(Arrays.copyOfRange(message, here, message.length), Arrays.copyOfRange(out, there, out.length));
        return new Row(name, message.length, scan.links(), inConditions, "", changed, same, changesTwice);
    }

    private static List<String> targets(Scan scan) {
        return scan.links().stream().map(FoundLink::target).toList();
    }

    private static String encoding(MimePart part) {
        return part.headers().value("content-transfer-encoding").replaceAll("\\(.*?\\)", "").strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] raw(byte[] message, MimePart part) {
        return Arrays.copyOfRange(message, part.bodyStart(), part.bodyEnd());
    }

    /** What stands between the leaf before and this body, without the one header that may have to change (I11). */
    private static byte[] headers(byte[] message, int from, MimePart part, boolean encodedAnew) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Optional<MimeHeaders.Header> encoding = part.headers().first("content-transfer-encoding").filter(header -> encodedAnew);
        int start = encoding.map(MimeHeaders.Header::start).orElse(part.bodyStart());
        int end = encoding.map(MimeHeaders.Header::end).orElse(start);
        kept.write(message, from, start - from);
        kept.write(message, end, part.bodyStart() - end);
        return kept.toByteArray();
    }

    private static String text(byte[] message, MimePart part, Part kind) {
        byte[] body = raw(message, part);
        byte[] decoded = TransferBody.read(encoding(part), body, new byte[] {'\n'}).map(TransferBody::decoded).orElse(body);
        return CharsetView.of(decoded, part.charset(), kind).map(CharsetView::text).orElse("");
    }

    /** Whether the targets tracked outside conditional comments are those that the parser alone finds; how many links are inside. */
    private record Compared(boolean same, int inConditions) {

        static Compared of(String html, Scan scan, LinkPolicy policy) {
            Document document = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
            TreeMap<Integer, Integer> conditions = new TreeMap<>();
            document.traverse((node, depth) -> {
                if (node instanceof Comment comment && comment.getData().toLowerCase(Locale.ROOT).startsWith("[if")) {
                    conditions.put(comment.sourceRange().startPos(), comment.sourceRange().endPos());
                }
            });
            List<FoundLink> outside = scan.links().stream().filter(link -> !isIn(conditions, link.start())).toList();
            List<String> tracked = outside.stream().filter(FoundLink::isTracked).map(FoundLink::target).toList();
            return new Compared(tracked.equals(parsed(document, policy)), scan.links().size() - outside.size());
        }

        private static boolean isIn(TreeMap<Integer, Integer> ranges, int place) {
            Map.Entry<Integer, Integer> range = ranges.floorEntry(place);
            return range != null && place < range.getValue();
        }

        private static List<String> parsed(Document document, LinkPolicy policy) {
            TreeMap<Integer, String> found = new TreeMap<>();
            for (Element link : document.select("a[href], area[href]")) {
                Range value = link.attributes().sourceRange("href").valueRange();
                String target = LinkTarget.normal(link.attr("href"));
                Attributes attributes = name -> link.hasAttr(name) ? link.attr(name) : null;
                if (value.isTracked() && LinkTarget.reasonToLeave(target, attributes, policy).isEmpty()) {
                    found.put(value.startPos(), target);
                }
            }
            return List.copyOf(found.values());
        }
    }
}
