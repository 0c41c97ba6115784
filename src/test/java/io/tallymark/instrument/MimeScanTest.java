package io.tallymark.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeScanTest {

    static final LinkPolicy POLICY = new LinkPolicy(Set.of("track.example.com"), true);
    static final String PIXEL = "https://track.example.com/o/AAAAAAAAAAAAAAAAAAAAAAAAAA.gif?sig=aaaaaaaaaaaaaaaaaaaaaa";
    static final int LIMIT = 4 << 20;

    static String url(int index) {
        return "https://track.example.com/c/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB" + index
                + "?sig=bbbbbbbbbbbbbbbbbbbbbb";
    }

    static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    static MimeScan scan(byte[] message) {
        return MimeScan.of(message, POLICY, false, LIMIT);
    }

    static byte[] instrumented(byte[] message, boolean textLinks) {
        MimeScan scan = MimeScan.of(message, POLICY, textLinks, LIMIT);
        List<Optional<String>> urls = new ArrayList<>();
        for (FoundLink link : scan.links()) {
            urls.add(link.isTracked() ? Optional.of(url(urls.size())) : Optional.empty());
        }
        byte[] out = scan.splice(urls, Optional.of(PIXEL));
        MimeScan again = MimeScan.of(out, POLICY, textLinks, LIMIT);
        List<Optional<String>> none = again.links().stream()
                .map(link -> {
                    assertThat(link.isTracked()).as("%s", link).isFalse();
                    return Optional.<String>empty();
                })
                .toList();
        assertThat(text(again.splice(none, Optional.of(PIXEL)))).as("twice").isEqualTo(text(out));
        return out;
    }

    static String instrumented(String message) {
        return text(instrumented(bytes(message), false));
    }

    static String pixel() {
        return Instrumenter.pixel(PIXEL);
    }

    @Test
    void i10_aSingleHtmlPartIsEditedInPlace() {
        String head = "From: News <n@example.com>\r\nSubject: =?utf-8?q?Caf=C3=A9?= \r\n now\r\nX-Odd:   kept  \r\n"
                + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        String body = "<p>Caf\u00c3\u00a9 \u00ff</p><a href='https://example.com/?a=1&amp;b'>x</a></body>\r\n";
        assertThat(instrumented(head + body))
                .isEqualTo(
                        head + "<p>Caf\u00c3\u00a9 \u00ff</p><a href='" + url(0) + "'>x</a>" + pixel() + "</body>\r\n");
        MimeScan scan = scan(bytes(head + body));
        assertThat(scan.header("subject")).isEqualTo("Café  now");
        assertThat(scan.header("from")).isEqualTo("News <n@example.com>");
        assertThat(scan.links().get(0).target()).isEqualTo("https://example.com/?a=1&b");
        assertThat(scan.html().orElseThrow()).startsWith("<p>Café \ufffd</p>");
    }

    private static final String MIXED =
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"out er\"\r\n\r\n"
                    + "preamble <a href='https://example.com/preamble'>\r\n--out er\r\n"
                    + "Content-Type: multipart/alternative; boundary=inner\r\n\r\n"
                    + "--inner \t\r\nContent-Type: text/plain\r\n\r\nplain https://example.com/plain\r\n"
                    + "--inner\r\nContent-Type: text/html; charset=us-ascii\r\n\r\n<a href=\"https://example.com/1\">1</a>\r\n"
                    + "--inner\r\nContent-Type: text/x-amp-html\r\n\r\n<a href=\"https://example.com/amp\">1</a>\r\n"
                    + "--inner\r\nContent-Type: text/calendar\r\n\r\n<a href=\"https://example.com/cal\">1</a>\r\n"
                    + "--inner--\r\nepilogue of inner\r\n"
                    + "--out er\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n"
                    + "<a href=\"https://example.com/attached\">x</a>\r\n"
                    + "--out er\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: text/html\r\n\r\n"
                    + "<a href=\"https://example.com/forwarded\">x</a>\r\n"
                    + "--out er\r\nContent-Type: text/html\r\n\r\n<a href=\"https://example.com/2\">2</a>\r\n"
                    + "--out erx\r\nno boundary\r\n"
                    + "--out er--\r\n\r\nepilogue <a href='https://example.com/epilogue'>\r\n";

    @Test
    void i10_onlyTheMessagesOwnTextChanges() {
        assertThat(instrumented(MIXED))
                .isEqualTo(MIXED.replace(
                                "<a href=\"https://example.com/1\">1</a>", "<a href=\"" + url(0) + "\">1</a>" + pixel())
                        .replace("https://example.com/2", url(1)));
    }

    @Test
    void i10_plainTextWhenItIsAskedFor() {
        assertThat(text(instrumented(bytes(MIXED), true)))
                .isEqualTo(MIXED.replace("plain https://example.com/plain", "plain " + url(0))
                        .replace(
                                "<a href=\"https://example.com/1\">1</a>", "<a href=\"" + url(1) + "\">1</a>" + pixel())
                        .replace("https://example.com/2", url(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "Content-Type: multipart/signed; boundary=b => signed",
                "Content-Type: multipart/encrypted; boundary=b => encrypted",
                "Content-Type: multipart/report; boundary=b => a report",
                "Content-Type: application/pkcs7-mime; smime-type=signed-data => signed or encrypted (S/MIME)",
                "DKIM-Signature: v=1; a=rsa-sha256 => DKIM-signed; instrument first and sign afterwards",
                "Content-Type: multipart/mixed => malformed: a multipart has no boundary",
                "Content-Type: multipart/mixed; boundary=c => malformed: a multipart is not closed by its boundary",
                "Content-Type: text/plain => no part whose links are tracked",
                "Content-Type: text/html; charset=x-unknown-9 => the charset is unknown or does not fit the text",
                "Content-Type: text/html; charset=utf-16 => the charset is unknown or does not fit the text",
                "Content-Type: text/html|Content-Transfer-Encoding: base64 => the base64 is broken",
                "Content-Type: text/html|Content-Transfer-Encoding: x-uuencode => the transfer encoding is unknown",
                "Content-Type: text/html|Content-Type: text/plain => malformed: the header content-type is there twice",
                "Content-Type: text/html|no colon here => malformed: a header line has no name and colon",
                "Content-Type: nonsense => malformed: a content type cannot be read",
            })
    void i10_whatMustNotBeTouchedComesBackWithTheReason(String headers, String reason) {
        String type = headers.contains("Content-Type") ? "" : "Content-Type: text/html\r\n";
        byte[] message = bytes(
                "Subject: s\r\n" + type + headers.replace("|", "\r\n")
                        + "\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<a href=\"https://example.com/1\">1</a>!\r\n--b--\r\n");
        MimeScan scan = scan(message);
        assertThat(scan.untouched()).contains(reason);
        assertThat(scan.links()).isEmpty();
        assertThat(scan.splice(List.of(), Optional.of(PIXEL))).isEqualTo(message);
        assertThat(reason).matches("[ -~]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n\r\nbody", "no header at all", "\0\0\0"})
    void i10_whatIsNoMessageComesBack(String message) {
        assertThat(scan(bytes(message)).untouched()).isPresent();
        assertThat(scan(bytes(message)).splice(List.of(), Optional.of(PIXEL))).isEqualTo(bytes(message));
    }

    @Test
    void i10_aSignedPartInsideStaysAndTheRestIsTracked() {
        String message = "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
                + "Content-Type: multipart/signed; boundary=s; protocol=\"application/pgp-signature\"\r\n\r\n"
                + "--s\r\nContent-Type: text/html\r\n\r\n<a href='https://example.com/signed'>s</a>\r\n--s\r\n"
                + "Content-Type: application/pgp-signature\r\n\r\nxyz\r\n--s--\r\n"
                + "--o\r\nContent-Type: text/html\r\n\r\n<a href='https://example.com/own'>o</a>\r\n--o--\r\n";
        assertThat(instrumented(message))
                .isEqualTo(message.replace(
                        "<a href='https://example.com/own'>o</a>", "<a href='" + url(0) + "'>o</a>" + pixel()));
    }

    @Test
    void quotedPrintableKeepsEveryOtherLine() {
        String head =
                "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\n";
        String message = head
                + "<p>Caf=e9 =\r\n=3D odd=2E</p>   \r\n<a class=3Dx href=3D\"https://exam=\r\nple.com/=E9?a=3Db&amp=\r\n;c\">x"
                + "</a> tail=\r\n</body>\r\n";
        MimeScan scan = scan(bytes(message));
        assertThat(scan.links().get(0).target()).isEqualTo("https://example.com/é?a=b&c");
        String out = instrumented(message);
        assertThat(out)
                .startsWith(head + "<p>Caf=e9 =\r\n=3D odd=2E</p>   \r\n<a class=3Dx href=3D\"=\r\n")
                .endsWith("</body>\r\n")
                .contains("=\r\n\">x</a> tail=\r\n");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
        assertThat(scan(bytes(out)).html().orElseThrow())
                .isEqualTo("<p>Café = odd.</p>\r\n<a class=x href=\"" + url(0) + "\">x</a> tail" + pixel()
                        + "</body>\r\n");
    }

    @Test
    void base64IsDecodedAndEncodedAgain() {
        String html = "<a href='https://example.com/ä'>x</a>".repeat(10);
        String head = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        String message =
                head + Base64.getMimeEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n";
        String out = instrumented(message);
        assertThat(out).startsWith(head).endsWith("\r\n\r\n");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            expected.append("<a href='").append(url(i)).append("'>x</a>");
        }
        assertThat(scan(bytes(out)).html().orElseThrow()).isEqualTo(expected + pixel());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf-8",
                "iso-8859-1",
                "iso-8859-15",
                "windows-1252",
                "windows-1251",
                "koi8-r",
                "shift_jis",
                "euc-jp",
                "gb18030",
                "gbk",
                "big5",
                "euc-kr",
                "iso-2022-jp",
                "iso-2022-kr",
                "utf-16",
                "utf-16le",
                "utf-32",
                "IBM037"
            })
    void everyCharsetKeepsItsText(String name) {
        Charset charset = Charset.forName(name);
        String words = charset.newEncoder().canEncode("表示")
                ? "表示 ソ能"
                : charset.newEncoder().canEncode("я") ? "яЯ" : "x";
        String html = "<p>" + words + "</p><a href=\"https://example.com/"
                + (words.equals("x") ? "x" : words.strip().substring(0, 1)) + "\">" + words + "</a>";
        for (String encoding : List.of("8bit", "quoted-printable", "base64")) {
            byte[] body = html.getBytes(charset);
            byte[] ending = bytes("\r\n");
            byte[] encoded = switch (encoding) {
                case "base64" -> Base64.getMimeEncoder(76, ending).encode(body);
                case "8bit" -> body;
                default -> QuotedPrintableBody.encode(body, ending);
            };
            byte[] head = bytes("Content-Type: text/html; charset=" + name + "\r\nContent-Transfer-Encoding: "
                    + encoding + "\r\n\r\n");
            byte[] message = new byte[head.length + encoded.length];
            System.arraycopy(head, 0, message, 0, head.length);
            System.arraycopy(encoded, 0, message, head.length, encoded.length);
            byte[] out = instrumented(message, false);
            MimeScan scan = scan(message);
            assertThat(scan.untouched()).as(name + encoding).isEmpty();
            assertThat(scan.links().get(0).label()).isEqualTo(words);
            FoundLink link = scan.links().get(0);
            assertThat(scan(out).html().orElseThrow())
                    .as(name + " " + encoding)
                    .isEqualTo(html.replace(link.target(), url(0)) + pixel());
        }
    }

    @Test
    void i11_aLineThatWouldPassTheLimitMakesThePartQuotedPrintable() {
        String line = "<p>" + "x".repeat(880) + "<a href='https://e.example/'>x</a>";
        String message =
                "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-type: text/html; charset=utf-8\r\n"
                        + "Content-transfer-encoding: 7bit\r\nX-Last: x\r\n\r\n" + line + "\r\n--b--\r\n";
        String out = instrumented(message);
        assertThat(out.lines()).allSatisfy(each -> assertThat(each.length()).isLessThanOrEqualTo(998));
        assertThat(out)
                .contains("\r\nContent-Transfer-Encoding: quoted-printable\r\nX-Last: x\r\n\r\n")
                .doesNotContain("7bit")
                .endsWith("\r\n--b--\r\n");
        assertThat(scan(bytes(out)).html().orElseThrow())
                .isEqualTo(line.replace("https://e.example/", url(0)) + pixel());
        String without = message.replace("Content-transfer-encoding: 7bit\r\n", "");
        assertThat(instrumented(without)).contains("X-Last: x\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        assertThat(instrumented(message.replace("7bit", "binary"))).contains("binary");
    }

    @Test
    void i4_theListUnsubscribeHeaderNamesLinksToLeave() {
        String message = "List-Unsubscribe: <mailto:u@example.com>,\r\n <https://example.com/l/123?x=1>\r\n"
                + "Content-Type: text/html\r\n\r\n<a href='https://example.com/l/123?x=1'>leave</a>";
        assertThat(scan(bytes(message)).links().get(0).reason()).contains(Reason.UNSUBSCRIBE);
    }

    @Test
    void lineFeedsAloneStay() {
        String message = "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n"
                + "Content-Transfer-Encoding: quoted-printable\n\n<a href=3D'https://example.com/1'>1</a>\n--b--\n";
        assertThat(instrumented(message)).doesNotContain("\r").contains("<a href=3D'=\nhttps://track");
    }

    @Test
    void onePixelForAMessage() {
        String part = "--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n";
        String message = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part + part + "--b--\r\n";
        String out = instrumented(message);
        assertThat(out.split("<img", -1)).hasSize(2);
        assertThat(out.indexOf("<img")).isLessThan(out.lastIndexOf("--b\r\n"));
    }

    @Test
    void i7_endlessPartsAndHeadersAreRefused() {
        String parts = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\n".repeat(2_000) + "--b--";
        assertThat(scan(bytes(parts)).untouched().orElseThrow()).contains("more than 1000 parts");
        assertThat(scan(bytes("a:\n".repeat(3_000))).untouched().orElseThrow()).contains("more than 2000 headers");
    }

    @Test
    void aPartOverTheLimitIsRefused() {
        byte[] message = bytes("Content-Type: text/html\r\n\r\n" + "x".repeat(1000));
        assertThatThrownBy(() -> MimeScan.of(message, POLICY, false, 999)).isInstanceOf(PartTooLargeException.class);
    }

    @Test
    void datesAndOddHeadersAreRead() {
        MimeScan scan = scan(
                bytes(
                        "Date: Tue, 24 Nov 2026 10:00:00 +0100 (CET)\r\nSubject: a\r\nContent-Type: text/html; charset=\"utf-8\" (comment)\r\n\r\nx"));
        assertThat(scan.date()).contains(java.time.Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(scan.untouched()).isEmpty();
        for (String date : List.of("garbage", "Tue, 24 Nov 9999 10:00:00 +0100", "Tue, 24 Nov 1066 10:00:00 +0100")) {
            assertThat(scan(bytes("Date: " + date + "\r\nContent-Type: text/html\r\n\r\nx"))
                            .date())
                    .as(date)
                    .isEmpty();
        }
    }
}
