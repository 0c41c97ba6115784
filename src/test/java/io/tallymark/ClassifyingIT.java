package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.tallymark.dashboard.Browser;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The pages with which an administrator makes campaigns by hand, has sample data made, and decides what requests are taken for. */
class ClassifyingIT extends Deployed {

    private static final String HTML = "<html><body><p>Hello <b>Ann</b></p>"
            + "<a href=\"https://example.com/offer?a=1&amp;b=2\">The <i>offer</i></a>"
            + "<a href=\"https://example.com/unsubscribe\">Unsubscribe</a>"
            + "<a href=\"https://shop.example.net/\">www.example.com</a>"
            + "<a href=\"mailto:hello@example.com\">Write</a></body></html>";
    private static final String EML = "From: News <news@example.com>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            + "<html><body><a href=\"https://example.com/eml\">Look</a></body></html>\r\n";
    private static final Pattern PIXEL = Pattern.compile("(http[^\"]+/o/[^\"]+)\"");
    private static final Pattern CLICK = Pattern.compile("(http[^\"]+/c/[^\"]+)\"");
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

    private Browser administrator(String path) {
        Browser browser = Browser.at(api.base());
        browser.open("/dashboard/" + path);
        browser.signIn("admin", DashboardIT.PASSWORD);
        return browser;
    }

    private static void fill(Page page, String id, String text) {
        page.fill("[id='" + id + "']", text);
    }

    private static void press(Page page, String id) {
        page.click("[id='" + id + "']");
    }

    private static byte[] download(Page page, String id) throws IOException {
        Download download = page.waitForDownload(() -> press(page, id));
        try (InputStream in = download.createReadStream()) {
            return in.readAllBytes();
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private JsonObject report(String campaign) {
        return Api.json(api.get("/api/v1/campaigns/" + campaign + "/report"));
    }

    private String follow(String address) {
        return address.replaceFirst("^https?://[^/]+", api.base());
    }

    @Test
    void u9_aCampaignByHandFromPasteToNumbers() throws IOException {
        try (Browser browser = administrator("new-campaign.xhtml")) {
            Page page = browser.page();
            browser.checkLooks("new-campaign");
            press(page, "content:look");
            assertThat(browser.texts(".ui-message-error-detail"))
                    .anyMatch(text -> text.startsWith("Name of the campaign"))
                    .anyMatch(text -> text.startsWith("Subject"));
            browser.checkAccessible();

            fill(page, "content:name", "By hand <b>");
            fill(page, "content:subject", "Hello <script>alert(1)</script>");
            fill(page, "content:sender", "News <news@example.com>");
            press(page, "content:look");
            assertThat(browser.texts(".ui-message-error-detail")).anyMatch(text -> text.startsWith("HTML or text"));
            fill(page, "content:html", HTML);
            press(page, "content:look");
            assertThat(browser.texts("main h2")).contains("Hello <script>alert(1)</script>");
            assertThat(browser.texts("table.rows tbody tr")).hasSize(4);
            assertThat(browser.texts("main"))
                    .singleElement()
                    .asString()
                    .contains("Links found: 4, tracked: 2", "https://example.com/offer?a=1&b=2", "leave the list")
                    .contains("Nothing is stored yet", "A link shows www.example.com but leads to shop.example.net");
            browser.checkLooks("new-campaign-found");
            assertThat(api.get("/api/v1/campaigns").body()).doesNotContain("By hand");

            press(page, "seen:back");
            assertThat(page.inputValue("[id='content:html']")).isEqualTo(HTML);
            press(page, "content:look");
            press(page, "seen:on");
            fill(page, "to:recipients", "ann, ann@example.net\nbob@example.net\n\nann");
            press(page, "to:create");
            assertThat(browser.texts(".messages").toString())
                    .contains("Line 2: please put an id")
                    .contains("Line 4: this recipient stands here twice");
            browser.checkLooks("new-campaign-recipients");
            fill(page, "to:recipients", "ann, ann@example.net\nbob");
            press(page, "to:create");
            assertThat(browser.texts("main h2").get(0)).contains("Messages: 2");
            browser.checkLooks("new-campaign-done");

            String html = new String(download(page, "made:message:0:get"), StandardCharsets.UTF_8);
            assertThat(html)
                    .contains("https://example.com/unsubscribe", "mailto:hello@example.com", "Hello <b>Ann</b>");
            assertThat(html).doesNotContain("https://example.com/offer");
            List<String> packed = new ArrayList<>();
            try (ZipInputStream zip =
                    new ZipInputStream(new java.io.ByteArrayInputStream(download(page, "made:all")))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    packed.add(entry.getName());
                }
            }
            assertThat(packed).containsExactly("1-ann.html", "2-bob.html");

            String campaign =
                    page.getAttribute("a[href*='campaign.xhtml?id=']", "href").replaceAll(".*id=", "");
            Api.sleep(2_500); // nobody opens a message in the second it is sent
            for (String address : List.of(first(PIXEL, html), first(CLICK, html))) {
                int status = api.send(api.request(follow(address))
                                .header("User-Agent", CHROME)
                                .header("Accept-Language", "en")
                                .GET())
                        .statusCode();
                assertThat(status).isIn(200, 302);
            }
            Api.await(
                    30,
                    "an open and a click of a person",
                    () -> report(campaign)
                                            .getJsonObject("opens")
                                            .getJsonObject("unique")
                                            .getInt("human")
                                    == 1
                            && report(campaign)
                                            .getJsonObject("clicks")
                                            .getJsonObject("unique")
                                            .getInt("human")
                                    == 1);
            browser.open("/dashboard/overview.xhtml");
            assertThat(browser.texts("table.rows tbody tr")).anyMatch(row -> row.contains("By hand <b>"));
        }
    }

    @Test
    void u9_anUploadedMailComesBackAsAMail() throws IOException {
        try (Browser browser = administrator("new-campaign.xhtml")) {
            Page page = browser.page();
            fill(page, "content:name", "Uploaded");
            upload(page, "report.pdf", "%PDF");
            assertThat(browser.texts(".ui-message-error-detail").toString()).contains("choose an .eml");
            upload(page, "large.eml", EML + "x".repeat(2 << 20));
            assertThat(browser.texts(".ui-message-error-detail").toString()).contains("large.eml is larger than 2 MB");
            upload(page, "odd.eml", "\u0000\u0001 nothing");
            assertThat(browser.texts(".ui-message-error-detail").toString()).contains("does not look like a mail");
            upload(page, "letter.eml", EML);
            assertThat(browser.texts("main h2")).contains("Grüße");
            press(page, "seen:on");
            fill(page, "to:recipients", "ann");
            press(page, "to:create");
            String mail = new String(download(page, "made:message:0:get"), StandardCharsets.UTF_8);
            assertThat(mail).startsWith("From: News <news@example.com>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n");
            assertThat(first(CLICK, mail)).contains("sig=");
        }
    }

    private static void upload(Page page, String name, String content) {
        page.setInputFiles(
                "[id='content:file']",
                new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)));
        press(page, "content:look");
    }

    @Test
    void sd1_sampleDataComeMarkedAndGoWithoutATrace() {
        String before = api.get("/api/v1/campaigns").body();
        try (Browser browser = administrator("admin/sample.xhtml")) {
            Page page = browser.page();
            browser.checkLooks("sample-none");
            press(page, "sample:make");
            page.waitForSelector("h2.good-word", new Page.WaitForSelectorOptions().setTimeout(60_000));
            browser.checkLooks("sample-there");
            browser.open("/dashboard/overview.xhtml");
            assertThat(browser.texts(".sample-notice")).isNotEmpty();
            assertThat(browser.texts("table.rows .sample-mark")).hasSize(3);
            List<JsonObject> made = Api.json(api.get("/api/v1/campaigns?limit=3"))
                    .getJsonArray("items")
                    .getValuesAs(JsonObject.class);
            assertThat(made).allMatch(campaign -> campaign.getBoolean("sample"));
            String campaign = made.get(2).getString("id");
            Api.await(
                    60,
                    "the batch has decided them",
                    () -> report(campaign).getInt("sent") > 200
                            && report(campaign).getInt("pending") == 0
                            && report(campaign)
                                            .getJsonObject("clicks")
                                            .getJsonObject("byClass")
                                            .getInt("SCANNER")
                                    > 100);
            assertThat(report(campaign)
                            .getJsonObject("opens")
                            .getJsonObject("byClass")
                            .getInt("HUMAN"))
                    .isPositive();
            browser.open("/dashboard/overview.xhtml");
            browser.checkLooks("overview-sample");
            api.assertTalliesAreRight();
            long links = api.health("link replica").getJsonNumber("links").longValue();

            browser.open("/dashboard/admin/sample.xhtml");
            page.click("[popovertarget='confirm-removal']:not([popovertargetaction])");
            browser.checkAccessible();
            press(page, "sample:remove");
            page.waitForSelector("[id='sample:make']", new Page.WaitForSelectorOptions().setTimeout(60_000));
            assertThat(browser.texts(".notice.good")).isNotEmpty();
            browser.open("/dashboard/overview.xhtml");
            assertThat(browser.texts(".sample-notice")).isEmpty();
            Api.await(
                    10,
                    "the links are out of the copy",
                    () -> api.health("link replica").getJsonNumber("links").longValue() < links - 10);
        }
        assertThat(api.get("/api/v1/campaigns").body()).isEqualTo(before);
        api.assertTalliesAreRight();
    }

    @Test
    void v7_ownKnowledgeIsSeenBeforeItCountsAndHistoryIsDecidedAgain() {
        Api.Sent sent = api.send("<a href=\"https://example.com/1\">1</a>");
        Api.sleep(2_500);
        api.send(api.follow(sent.clickUrls().get(0)).header("User-Agent", "acme-Browser/7 (checks things)"));
        Api.await(
                30,
                "a decided click",
                () -> api.events("message=" + sent.id()).stream()
                        .anyMatch(event -> !event.getString("class").equals("UNDECIDED")));
        String campaign = sent.campaign();
        try (Browser browser = administrator("local-knowledge.xhtml")) {
            Page page = browser.page();
            fill(page, "knowledge:networks", "192.0.2.0/24\n0.0.0.0/0");
            fill(page, "knowledge:recipients", "*@qa.example.com");
            press(page, "knowledge:look");
            page.waitForSelector(".ui-message-error-detail");
            assertThat(browser.texts(".ui-message-error-detail").toString())
                    .contains("Own networks, line 2: is too wide a network");
            browser.checkAccessible();
            fill(page, "knowledge:networks", "192.0.2.0/24");
            press(page, "knowledge:add");
            page.waitForSelector("[id='knowledge:row:0:text']");
            fill(page, "knowledge:row:0:text", "Mozilla");
            press(page, "knowledge:look");
            page.waitForCondition(() -> browser.texts(".ui-message-error-detail")
                    .toString()
                    .contains("Own signatures, line 1: is part of the name of ordinary browsers"));
            fill(page, "knowledge:row:0:text", "acme-browser");
            page.selectOption("[id='knowledge:row:0:class']", "PROXY");
            press(page, "knowledge:look");
            page.waitForSelector("#effect");
            assertThat(browser.texts("#effect tbody tr")).anyMatch(row -> row.matches("(?s)acme-browser.*Proxy.*1"));
            browser.checkLooks("local-knowledge");

            fill(page, "knowledge:networks", "192.0.2.0/25");
            press(page, "knowledge:save");
            page.waitForCondition(() -> browser.texts(".messages").toString().contains("changed since"));
            press(page, "knowledge:save");
            page.waitForURL("**/local-knowledge.xhtml?saved=true");
            assertThat(page.inputValue("[id='knowledge:networks']")).isEqualTo("192.0.2.0/25");
            browser.open("/dashboard/classification.xhtml");
            assertThat(browser.texts(".key").get(0)).contains("-local-");
            assertThat(browser.texts(".below tbody tr").get(0)).contains("Networks: 1, recipients: 1, signatures: 1");
            browser.checkLooks("classification");
            browser.open("/dashboard/signatures.xhtml?group=local");
            assertThat(browser.texts("tbody tr")).singleElement().asString().contains("acme-browser");
            browser.checkLooks("signatures");

            decideAgain(browser, campaign);
            assertThat(api.events("message=" + sent.id()).get(0).getString("class"))
                    .isEqualTo("PROXY");
            recount(browser);
        }
        api.put("/api/v1/classification/local", "{\"networks\": [], \"recipients\": [], \"signatures\": []}");
    }

    /** A preview, which changes nothing, and then what it showed. */
    private void decideAgain(Browser browser, String campaign) {
        Page page = browser.page();
        browser.open("/dashboard/admin/runs.xhtml?campaign=" + campaign);
        assertThat(page.inputValue("[id='begin:campaign']")).isEqualTo(campaign);
        press(page, "begin:preview");
        page.waitForURL("**/runs.xhtml?id=*");
        page.waitForSelector("[id='run:apply']", new Page.WaitForSelectorOptions().setTimeout(30_000));
        assertThat(browser.texts("table.matrix caption")).containsExactly("Events that would change their class: 1");
        assertThat(browser.texts("table.matrix thead .event-class")).containsExactly("Proxy");
        browser.checkLooks("runs");
        press(page, "run:apply");
        page.waitForSelector("table.matrix caption:has-text('Events that changed their class: 1')");
        page.waitForSelector("main .notice.good:has-text('follow rule set')");
        assertThat(browser.texts(".below tbody tr").get(0)).contains("Applied", "Done");
    }

    private static void recount(Browser browser) {
        Page page = browser.page();
        browser.open("/dashboard/admin/verification.xhtml");
        press(page, "begin:start");
        page.waitForURL("**/verification.xhtml?id=*");
        page.waitForSelector("h2.good-word", new Page.WaitForSelectorOptions().setTimeout(60_000));
        assertThat(browser.texts("h2.good-word").get(0)).contains("Everything adds up");
        browser.checkLooks("verification");
    }
}
