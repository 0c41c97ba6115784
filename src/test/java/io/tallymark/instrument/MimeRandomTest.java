package io.tallymark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.Randoms;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random raw messages, whole and damaged: what was put in can be taken out again, and nothing else has changed. */
class MimeRandomTest {

    @Test
    void i10_randomMessagesAreUndone() {
        Randoms.forAll(1_500, random -> undone(message(random, 0), random.nextBoolean()));
    }

    @Test
    void i10_damagedMessagesAreUndoneOrUntouched() {
        Randoms.forAll(3_000, random -> undone(damaged(message(random, 0), random), random.nextBoolean()));
    }

    /** Takes the leaves of the output, puts the old bodies in their place, and compares; then compares what the bodies say. */
    private static void undone(byte[] message, boolean textLinks) {
        byte[] out = MimeScanTest.instrumented(message, textLinks);
        if (MimeScan.of(message, MimeScanTest.POLICY, textLinks, MimeScanTest.LIMIT)
                .untouched()
                .isPresent()) {
            assertThat(out).isEqualTo(message);
            return;
        }
        List<MimePart> before = leaves(message);
        List<MimePart> after = leaves(out);
        assertThat(after).hasSameSizeAs(before);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        int copied = 0;
        int link = 0;
        for (int i = 0; i < before.size(); i++) {
            back.write(out, copied, after.get(i).bodyStart() - copied);
            back.write(
                    message,
                    before.get(i).bodyStart(),
                    before.get(i).bodyEnd() - before.get(i).bodyStart());
            copied = after.get(i).bodyEnd();
            link = sameContent(message, before.get(i), out, after.get(i), link, textLinks);
        }
        back.write(out, copied, out.length - copied);
        assertThat(withoutEncodings(back.toByteArray())).isEqualTo(withoutEncodings(message));
    }

    /** The transfer encoding is the one header that may change (I11). */
    private static String withoutEncodings(byte[] message) {
        return MimeScanTest.text(message).replaceAll("(?im)^content-transfer-encoding:.*\r?\n", "");
    }

    private static int sameContent(
            byte[] message, MimePart before, byte[] out, MimePart after, int link, boolean textLinks) {
        boolean html = before.is("text/html");
        String old = MimeScanTest.text(content(message, before));
        String now = MimeScanTest.text(content(out, after)).replace(MimeScanTest.pixel(), "");
        int next = link;
        if (html || (textLinks && before.is("text/plain"))) {
            MimeLeaf leaf = leaf(message, before, html ? Part.HTML : Part.TEXT);
            if (leaf != null) {
                for (FoundLink found : leaf.scan().links()) {
                    String value = html
                            ? old.substring(found.start(), found.end())
                            : inBytes(leaf.readable(), found, content(message, before));
                    now = now.replace(MimeScanTest.url(next++), value);
                }
            }
        }
        assertThat(now).isEqualTo(old);
        return next;
    }

    /** The bytes of a link in plain text, a character a byte. */
    private static String inBytes(String text, FoundLink link, byte[] bytes) {
        for (String name : List.of("utf-8", "windows-1252", "iso-8859-1")) {
            java.nio.charset.Charset charset = java.nio.charset.Charset.forName(name);
            if (Arrays.equals(text.getBytes(charset), bytes)) {
                return MimeScanTest.text(
                        text.substring(link.start(), link.end()).getBytes(charset));
            }
        }
        throw new AssertionError("No charset fits " + text);
    }

    private static MimeLeaf leaf(byte[] message, MimePart mime, Part part) {
        try {
            return MimeLeaf.read(message, mime, part, MimeScanTest.POLICY)
                    .leaf()
                    .orElse(null);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] content(byte[] message, MimePart part) {
        String encoding = part.headers().value("content-transfer-encoding").toLowerCase(java.util.Locale.ROOT);
        byte[] body = Arrays.copyOfRange(message, part.bodyStart(), part.bodyEnd());
        return TransferBody.read(encoding, body, new byte[] {'\n'})
                .map(TransferBody::decoded)
                .orElse(body);
    }

    private static List<MimePart> leaves(byte[] message) {
        List<MimePart> leaves = new ArrayList<>();
        try {
            MimePart.parse(message).leaves(leaves::add);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
        return leaves;
    }

    private static byte[] message(Random random, int depth) {
        String ending = Randoms.pick(random, "\r\n", "\r\n", "\n");
        String head = "From: a@example.com" + ending + "Subject: =?utf-8?q?=C3=A4?=" + ending + " folded" + ending;
        return join(MimeScanTest.bytes(head), part(random, depth, ending));
    }

    private static byte[] part(Random random, int depth, String ending) {
        if (depth < 3 && random.nextInt(3) > 0) {
            return multipart(random, depth, ending);
        }
        String charset = Randoms.pick(random, "utf-8", "iso-8859-1", "windows-1252", "us-ascii");
        boolean html = random.nextInt(3) > 0;
        byte[] body = body(random, html, ending)
                .getBytes(
                        charset.equals("us-ascii")
                                ? StandardCharsets.US_ASCII
                                : java.nio.charset.Charset.forName(charset));
        String encoding = Randoms.pick(random, "7bit", "8bit", "quoted-printable", "base64");
        byte[] encoded = switch (encoding) {
            case "base64" ->
                Base64.getMimeEncoder(60, MimeScanTest.bytes(ending)).encode(body);
            case "quoted-printable" -> QuotedPrintableBody.encode(body, MimeScanTest.bytes(ending));
            default -> body;
        };
        String type = html ? "text/html" : Randoms.pick(random, "text/plain", "text/x-amp-html", "image/png");
        String head = "Content-Type: " + type + "; charset=" + charset + ending + "Content-Transfer-Encoding: "
                + encoding
                + ending
                + (random.nextInt(6) == 0 ? "Content-Disposition: attachment; filename=x" + ending : "") + ending;
        return join(MimeScanTest.bytes(head), encoded);
    }

    private static byte[] multipart(Random random, int depth, String ending) {
        String boundary = "b" + depth + Randoms.pick(random, "", "=_x", " y", "--") + random.nextInt(10);
        byte[] whole = MimeScanTest.bytes("Content-Type: multipart/"
                + Randoms.pick(random, "mixed", "alternative", "related", "signed") + "; boundary=\"" + boundary + "\""
                + ending + ending + Randoms.pick(random, "", "preamble" + ending));
        for (int i = random.nextInt(4); i >= 0; i--) {
            whole = join(
                    whole,
                    MimeScanTest.bytes("--" + boundary + ending),
                    part(random, depth + 1, ending),
                    MimeScanTest.bytes(ending));
        }
        return join(
                whole,
                MimeScanTest.bytes("--" + boundary + "--" + Randoms.pick(random, "", ending, ending + "epilogue")));
    }

    private static String body(Random random, boolean html, String ending) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int number = random.nextInt(1_000_000);
            body.append(
                    html
                            ? Randoms.pick(
                                    random,
                                    "<a href='https://e.example/" + number + "'>",
                                    "<a href=https://e.example/" + number + ">",
                                    "<!--[if mso]><v:rect href=\"https://e.example/" + number + "\"><![endif]-->",
                                    "</body>",
                                    "é=ü",
                                    " " + ending,
                                    "<p>")
                            : Randoms.pick(random, "https://e.example/" + number + " ", "é", ending, "x. "));
        }
        return body.toString();
    }

    private static byte[] damaged(byte[] message, Random random) {
        byte[] bytes = message;
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 4; i--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
            byte[] head = Arrays.copyOf(bytes, at);
            byte[] tail = Arrays.copyOfRange(bytes, to, bytes.length);
            bytes = switch (random.nextInt(3)) {
                case 0 -> join(head, tail);
                case 1 ->
                    join(
                            head,
                            MimeScanTest.bytes(Randoms.pick(random, "\r\n", "=", "--", "\"", ":", "\0", "=\r\n", "<")),
                            tail);
                default -> join(head, Arrays.copyOfRange(bytes, at, to), Arrays.copyOfRange(bytes, at, to), tail);
            };
        }
        return bytes;
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
