package io.tallymark.campaign;

import io.tallymark.instrument.Instrumenter;
import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.MimeScan;
import io.tallymark.token.MessageTokens;
import io.tallymark.token.SigningKeys;
import io.tallymark.token.TokenCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Messages a second on one thread, beside what others do with the same message; prints Markdown. */
public final class InstrumentBench {

    private static final int LINKS = 60;
    private static final int BYTES = 100_000;
    private static final int WINDOWS = 7;
    private static final String BASE = "https://track.example.com";
    private static final LinkPolicy POLICY = new LinkPolicy(Set.of("track.example.com"), true);
    private static final TokenCodec TOKENS = new TokenCodec(SigningKeys.generate(new SecureRandom()));

    private InstrumentBench() {}

    private interface Work {
        void once(int n) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        String html = template();
        SnapshotContent content = content(html);
        Snapshot snapshot = new Snapshot(UUID.randomUUID(), UUID.randomUUID(), 1, content, "track.example.com", BASE, List.of());
        BodyScan scan = BodyScan.of(content.html(), content.text(), false, POLICY);
        List<Link> rows = new ArrayList<>();
        scan.links().forEach(found -> rows.add(new Link(rows.size() * 7919L, snapshot.id(), rows.size(), found)));
        NewMessage shared = message(Optional.empty());
        Message stored = new Message(
                UUID.randomUUID(), snapshot, shared, new AddressHash("0123456789abcdef0123456789abcdef"), Instant.now(), 1, 730, 60);
        LinkTable table = new LinkTable(rows);
        MessageWriter writer =
                new MessageWriter(BASE, SnapshotTemplate.of(snapshot, rows, POLICY), table, List.of(stored), TOKENS);
        byte[] raw = ("Subject: s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        + html.replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
        Sink sink = new Sink();

        System.out.printf(
                "%,d bytes of HTML, %d links, %d of them tracked; one thread, median of %d windows of a second of its CPU time, tokens included%n%n",
                html.length(), scan.links().size(), rows.stream().filter(Link::isTracked).count(), WINDOWS);
        System.out.println("| | messages/s | allocated per message |");
        System.out.println("|---|---|---|");
        measure("Tallymark, shared snapshot, as a line of JSON", n -> writer.write(0, shared, BodyScan.NOTHING, sink));
        measure("Tallymark, HTML of its own, as a line of JSON", n -> {
            String own = html.substring(0, html.length() - 1) + n % 10;
            NewMessage request = message(Optional.of(own));
            writer.write(0, request, BodyScan.of(request.html(), request.text(), false, POLICY), sink);
        });
        measure("Tallymark, raw message (8bit)", n -> {
            MimeScan mime = MimeScan.of(raw, POLICY, false, 4 << 20);
            MessageUrls urls = MessageUrls.of(BASE, stored, table.rowsOf(mime.links()), TOKENS);
            sink.write(mime.splice(urls.links(), urls.pixel()));
        });
        measure("jsoup: parse, set each href, write anew (misses Outlook's links, changes bytes)", n -> sink.write(
                reserialised(html, stored).getBytes(StandardCharsets.UTF_8)));
        measure("one regular expression over `<a … href=\"…\"` (decodes nothing, checks nothing)", n -> sink.write(
                replaced(html, stored).getBytes(StandardCharsets.UTF_8)));
        hostile();
    }

    private static void measure(String name, Work work) throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] rates = new double[WINDOWS];
        long allocated = 0;
        int n = 0;
        for (int window = -3; window < WINDOWS; window++) {
            long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            long start = threads.getCurrentThreadCpuTime();
            int done = 0;
            while (threads.getCurrentThreadCpuTime() - start < 1_000_000_000L) {
                work.once(n++);
                done++;
            }
            if (window >= 0) {
                rates[window] = done * 1e9 / (threads.getCurrentThreadCpuTime() - start);
                allocated = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes) / done;
            }
        }
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %,d kB |%n", name, rates[WINDOWS / 2], allocated / 1024);
    }

    /** Two megabytes each of what makes careless scanners quadratic. */
    private static void hostile() {
        System.out.printf("%nHostile HTML of 2 MB, milliseconds for one scan (the worst of three):%n%n| piece, repeated | ms |%n|---|---|%n");
        for (String piece : List.of(
                "<a href='https://e.example/x'>", "<!--", "<!--[if mso]>", "<!--[if mso]><a href='https://e.example/'><![endif]-->",
                "<b><a href='https://e.example'><p>", "</", "<a <a ", "<script><!--", "--!", "<div>", "&amp;", "<svg><a href='https://e.example'>",
                "<table><a href='https://e.example'>", "<a href=\"https://e.example/{{")) {
            String html = piece.repeat((2 << 20) / piece.length());
            long worst = 0;
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                Instrumenter.scanHtml(html, POLICY);
                worst = Math.max(worst, System.nanoTime() - start);
            }
            System.out.printf(Locale.ROOT, "| `%s` | %,d |%n", piece, worst / 1_000_000);
        }
    }

    private static NewMessage message(Optional<String> html) {
        return new NewMessage(
                "crm-42", Optional.empty(), Optional.empty(), false, html, Optional.empty(), Policy.IDENTIFIED, Policy.IDENTIFIED);
    }

    private static SnapshotContent content(String html) {
        return new SnapshotContent(
                "Subject", "News <n@example.com>", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(html), Optional.empty(), new Tracking(Policy.IDENTIFIED, Policy.IDENTIFIED, false), Set.of(), List.of());
    }

    private static final Pattern HREF = Pattern.compile("(<a\\b[^>]*?href=\")(https?://[^\"]+)(\")", Pattern.CASE_INSENSITIVE);

    private static String replaced(String html, Message message) {
        MessageTokens tokens = TOKENS.forMessage(message.id(), message.expiresOn(), message.keyId());
        Matcher matcher = HREF.matcher(html);
        StringBuilder out = new StringBuilder(html.length() + 10_000);
        long link = 0;
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(matcher.group(1) + BASE + tokens.clickPath(link++) + matcher.group(3)));
        }
        matcher.appendTail(out);
        int body = out.lastIndexOf("</body>");
        return out.insert(body, Instrumenter.pixel(BASE + tokens.openPath())).toString();
    }

    private static String reserialised(String html, Message message) {
        MessageTokens tokens = TOKENS.forMessage(message.id(), message.expiresOn(), message.keyId());
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        long[] link = {0};
        document.select("a[href^=http]").forEach(a -> a.attr("href", BASE + tokens.clickPath(link[0]++)));
        document.body().append(Instrumenter.pixel(BASE + tokens.openPath()));
        return document.outerHtml();
    }

    /** A newsletter as builders write it: tables, inline styles, ghost tables and VML buttons for Outlook. */
    private static String template() {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html xmlns:v=\"urn:schemas-microsoft-com:vml\">\n<head><title>News</title>"
                + "<style>@media only screen{.c{width:100%!important}}</style></head>\n<body style=\"margin:0\">\n");
        for (int i = 0; i < LINKS / 4; i++) {
            html.append("<!--[if mso | IE]><table role=\"presentation\" width=\"600\"><tr><td><![endif]-->\n"
                    + "<table role=\"presentation\" cellpadding=\"0\" style=\"border-collapse:collapse;width:100%\">\n<tr><td style=\"padding:10px 25px;font-family:Arial\">\n"
                    + "<a href=\"https://shop.example.com/p/" + i + "?utm_source=news&amp;utm_medium=email\" target=\"_blank\"><img alt=\"Product " + i
                    + "\" src=\"https://img.example.com/" + i + ".jpg\" width=\"550\"></a>\n"
                    + "<p>A line about the product. <a href='https://shop.example.com/more/" + i + "'>More</a></p>\n"
                    + "<!--[if mso]><v:roundrect xmlns:v=\"urn:schemas-microsoft-com:vml\" href=\"https://shop.example.com/buy/" + i
                    + "\" style=\"height:40px;width:200px\"><w:anchorlock/><center>Buy</center></v:roundrect><![endif]-->\n"
                    + "<!--[if !mso]><!--><a href=\"https://shop.example.com/buy/" + i + "\" style=\"background:#e85034;color:#fff\">Buy</a><!--<![endif]-->\n"
                    + "</td></tr></table>\n<!--[if mso | IE]></td></tr></table><![endif]-->\n");
        }
        String tail = "</body>\n</html>\n";
        String filler = "<tr><td style=\"font-size:13px;line-height:1.5;color:#000000\"><p>Lorem ipsum dolor sit amet, consectetur.</p></td></tr>\n";
        html.append("<table>\n");
        while (html.length() + filler.length() + tail.length() + 10 < BYTES) {
            html.append(filler);
        }
        return html.append("</table>\n").append(tail).toString();
    }

    /** Takes what a socket would take: copies it into a buffer. */
    private static final class Sink extends OutputStream {
        private final byte[] buffer = new byte[1 << 18];
        private int at;

        @Override
        public void write(int value) {
            buffer[at++ & (1 << 18) - 1] = (byte) value;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int copied = 0;
            while (copied < length) {
                int start = (at + copied) & (1 << 18) - 1;
                int part = Math.min(length - copied, buffer.length - start);
                System.arraycopy(bytes, offset + copied, buffer, start, part);
                copied += part;
            }
            at += length;
        }
    }
}
