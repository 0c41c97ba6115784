package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Frame;
import io.tallymark.dashboard.Browser;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recipients, messages, events and what was sent, in a real browser. */
class EventsPagesIT extends Deployed {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    private static final String GMAIL =
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    private static final String ATTACK = "\"><script>document.title='attacked'</script><img src=x onerror=alert(1)>";
    private static final String HTML = """
            <html><head><style>h1{font:700 28px Georgia,serif;color:#7a2e0e} @import url(https://cdn.example/fonts.css);</style></head>
            <body style="background:#faf5ee url(https://cdn.example/paper.png)"><table width="600" align="center" cellpadding="12"><tr><td>
            <img src="https://cdn.example/banner.jpg" width="560" height="140" alt="Autumn leaves around a red scarf">
            <h1>Twenty per cent off everything warm</h1><p>Until Sunday, scarves, hats and gloves cost a fifth less.</p>
            <p><a href="https://shop.example/scarves?season=autumn">See all scarves</a> · <a href="https://shop.example/hats">Hats</a> ·
            <a href="https://shop.example/gloves">Gloves</a></p>
            <p><a href="mailto:help@shop.example">Ask us</a> · <a href="https://shop.example/unsubscribe?id=7">Unsubscribe</a> · <a href="#top">Top</a></p>
            </td></tr></table><script>document.title='attacked'</script></body></html>
            """;

    private final List<String> lines = new ArrayList<>();

    private JsonObject snapshot(String campaign, String subject, String html) {
        HttpResponse<String> made = api.post(
                "/api/v1/campaigns/" + campaign + "/snapshots",
                Json.createObjectBuilder()
                        .add("subject", subject)
                        .add("sender", "Warm Things <news@shop.example>")
                        .add("templateId", "seasonal")
                        .add("templateVersion", "4")
                        .add("html", html)
                        .add(
                                "text",
                                "Twenty per cent off everything warm\n\nhttps://shop.example/scarves?season=autumn\n")
                        .build()
                        .toString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Api.json(made);
    }

    private List<Api.Sent> mint(JsonObject snapshot, Instant sentAt, String... recipients) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        for (String recipient : recipients) {
            messages.add(Json.createObjectBuilder().add("recipient", recipient).add("sentAt", sentAt.toString()));
        }
        HttpResponse<String> minted = api.post(
                "/api/v1/snapshots/" + snapshot.getString("id") + "/messages",
                Json.createObjectBuilder().add("messages", messages).build().toString());
        assertThat(minted.statusCode()).as(minted.body()).isEqualTo(200);
        return Api.json(minted).getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> new Api.Sent(
                        message.getString("id"),
                        snapshot.getString("id"),
                        snapshot.getString("campaignId"),
                        message.getString("html"),
                        message.getString("openUrl"),
                        links(message, "url"),
                        links(message, "linkId")))
                .toList();
    }

    private static List<String> links(JsonObject message, String field) {
        return message.getJsonArray("links").getValuesAs(JsonObject.class).stream()
                .map(link -> link.getString(field))
                .toList();
    }

    private void event(Api.Sent message, int link, Instant at, String userAgent, String address) {
        var line = Json.createObjectBuilder()
                .add("messageId", message.id())
                .add("kind", link < 0 ? "OPEN" : "CLICK")
                .add("occurredAt", at.toString())
                .add("userAgent", userAgent)
                .add("ip", address)
                .add(
                        "headers",
                        Json.createObjectBuilder()
                                .add("accept-language", "de,en;q=0.5")
                                .add("accept", "text/html"));
        if (link >= 0) {
            line.add("linkId", message.linkIds().get(link));
        }
        lines.add(line.build().toString());
    }

    private void take(String campaign) {
        HttpResponse<String> taken = api.send(api.request("/api/v1/events/import")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines))));
        assertThat(Api.json(taken).getInt("accepted")).as(taken.body()).isEqualTo(lines.size());
        int wanted = lines.size();
        lines.clear();
        Api.await(
                25,
                "decided",
                () -> api.events("campaign=" + campaign).size() >= wanted
                        && api.events("campaign=" + campaign + "&class=UNDECIDED")
                                .isEmpty());
    }

    /** A campaign in two versions, and what a reader, a proxy and a scanner did. */
    private record Prepared(String campaign, JsonObject first, JsonObject second, List<Api.Sent> sent) {}

    private Prepared prepared(String name) {
        String campaign = api.campaign(name);
        Instant sent = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        JsonObject first = snapshot(campaign, "Twenty per cent off everything warm", HTML);
        JsonObject second = snapshot(
                campaign,
                "Last days: twenty per cent off",
                HTML.replace("https://shop.example/hats\">Hats", "https://shop.example/hats-and-caps\">Hats")
                        .replace(
                                "<a href=\"https://shop.example/gloves\">Gloves</a>",
                                "<a href='https://shop.example/mittens'>Mittens</a>"));
        List<Api.Sent> messages =
                new ArrayList<>(mint(first, sent, "crm-1001", "crm-1002", "crm-1003", "crm-2001", "crm-2002"));
        messages.addAll(mint(second, sent.plus(Duration.ofDays(2)), "crm-1001"));
        Api.Sent reader = messages.get(0);
        for (int i = 0; i < 3; i++) {
            event(reader, i, sent.plusMillis(900 + 150L * i), "python-requests/2.32.3", "203.0.113.9");
        }
        event(reader, -1, sent.plusSeconds(4_000), GMAIL, "66.249.84.1");
        event(reader, -1, sent.plusSeconds(4_020), CHROME, "198.51.100.20");
        event(reader, 0, sent.plusSeconds(4_075), CHROME, "198.51.100.20");
        event(reader, 0, sent.plusSeconds(4_076), CHROME, "198.51.100.20");
        event(messages.get(1), -1, sent.plusSeconds(9_000), GMAIL, "66.249.84.2");
        event(messages.get(3), -1, sent.plusSeconds(100_000), CHROME, "198.51.100.33");
        event(messages.get(4), 2, sent.plusMillis(500), "curl/8.14.1", "203.0.113.77");
        take(campaign);
        return new Prepared(campaign, first, second, messages);
    }

    @Test
    void u2_recipientsAreFoundFilteredAndTakenAlong() {
        Prepared prepared = prepared("Autumn sale");
        String page = "/dashboard/recipients.xhtml?campaign=" + prepared.campaign();
        try (Browser browser = signedIn("en-GB")) {
            browser.open(page);
            assertThat(browser.texts("table.recipients tbody th"))
                    .containsExactly("crm-1001", "crm-1002", "crm-1003", "crm-2001", "crm-2002");
            assertThat(browser.texts("table.recipients tbody tr:first-child .bare a"))
                    .hasSize(2);
            browser.checkLooks("recipients");

            browser.page().fill("#q", "crm-2");
            browser.page().click(".filters button[type=submit]");
            browser.page().waitForURL("**q=crm-2**");
            assertThat(browser.texts("table.recipients tbody th")).containsExactly("crm-2001", "crm-2002");
            browser.page().click(".chips a:text-is('Opened')");
            browser.page().waitForURL("**filter=opened**");
            assertThat(browser.texts("table.recipients tbody th")).containsExactly("crm-2001");
            assertThat(new String(download(
                            browser,
                            "/dashboard/export/recipients?campaign=" + prepared.campaign()
                                    + "&filter=opened&q=crm-2&format=csv")))
                    .contains("crm-2001")
                    .doesNotContain("crm-2002");

            browser.open(page + "&filter=none&q=crm");
            assertThat(browser.texts("table.recipients tbody th")).containsExactly("crm-1003", "crm-2002");
            browser.open(page + "&q=nobody");
            assertThat(browser.texts(".empty h2")).containsExactly("Nobody fits");
            browser.open(page + "&snapshot=" + prepared.second().getString("id"));
            assertThat(browser.texts("table.recipients tbody th")).containsExactly("crm-1001");
        }
    }

    private static byte[] download(Browser browser, String path) {
        APIResponse answer =
                browser.context().request().get(browser.page().url().replaceAll("(//[^/]+)/.*", "$1") + path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    @Test
    void u3_aMessageIsToldRequestByRequest() {
        Prepared prepared = prepared("Told");
        String page = "/dashboard/message.xhtml?id=" + prepared.sent().get(0).id();
        try (Browser browser = signedIn("en-GB")) {
            browser.open(page);
            assertThat(browser.texts(".step .event-class")).containsExactly("Proxy", "Human-looking", "Human-looking");
            assertThat(browser.texts(".step-HUMAN .step-head").get(0))
                    .contains("1 h 7 min after sending")
                    .contains("UTC");
            assertThat(browser.texts(".step-HUMAN .followed").get(0))
                    .contains("See all scarves", "https://shop.example/scarves?season=autumn");
            assertThat(browser.texts(".step-PROXY .reasons").get(0))
                    .contains("Known proxy", "It loads on behalf of a reader");
            assertThat(browser.texts(".step-HUMAN .client").get(0)).contains("Chrome 142 · Windows", CHROME);
            browser.checkLooks("message");
            browser.page().click(".notice a");
            browser.page().waitForURL("**machines=true");
            assertThat(browser.texts(".step .event-class"))
                    .containsExactly(
                            "Scanner", "Scanner", "Scanner", "Proxy", "Human-looking", "Human-looking", "Duplicate");
            browser.checkLooks("message-machines");
        }
        try (Browser browser = signedIn("de-DE")) {
            browser.open(page + "&machines=true");
            assertThat(browser.texts(".step-PROXY .reasons").get(0)).contains("Bekannter Proxy");
            browser.checkLooks("message-german");
        }
    }

    @Test
    void u2_eventsAreFilteredAndTakenAlong() throws Exception {
        Prepared prepared = prepared("Events");
        String page = "/dashboard/events.xhtml?campaign=" + prepared.campaign();
        try (Browser browser = signedIn("en-GB")) {
            browser.open(page + "&zone=Asia/Kolkata");
            assertThat(browser.texts("table.events tbody > tr > th")).hasSize(10);
            browser.page().click("table.events tbody tr.more:nth-child(2) summary");
            assertThat(browser.texts("table.events tbody tr.more:nth-child(2) .fields")
                            .get(0))
                    .contains("curl/8.14.1", "203.0.113.77", "GET", "de,en;q=0.5");
            browser.checkLooks("events");
            browser.page().click(".chips a:text-is('Human-looking')");
            browser.page().waitForURL("**class=HUMAN**");
            assertThat(browser.texts("table.events .event-class")).hasSize(3).containsOnly("Human-looking");
            browser.page().selectOption("#kind", "CLICK");
            browser.page().click(".filters button[type=submit]");
            browser.page().waitForURL("**kind=CLICK**");
            assertThat(browser.path()).contains("class=HUMAN", "zone=Asia%2FKolkata");
            assertThat(browser.texts("table.events .event-class")).hasSize(1);

            String query = "?campaign=" + prepared.campaign() + "&class=HUMAN&format=";
            assertThat(new String(download(browser, "/dashboard/export/events" + query + "ndjson")).lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("\"class\":\"HUMAN\""));
            assertThat(new String(download(browser, "/dashboard/export/events" + query + "csv")).lines())
                    .hasSize(4);
            assertThat(download(browser, "/dashboard/export/events" + query + "xlsx"))
                    .startsWith('P', 'K');
            browser.open(page + "&from=2020-01-01&to=2020-01-02");
            assertThat(browser.texts(".empty h2")).containsExactly("No such events");
            browser.open(page + "&zone=Nowhere");
            browser.expectComplaint(text -> text.contains("422") || text.contains("404"));
        }
    }

    @Test
    void u8_longListsComeInPages() {
        String campaign = api.campaign("Long");
        JsonObject snapshot = snapshot(campaign, "Long", HTML);
        Instant sent = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        String[] recipients = new String[60];
        for (int i = 0; i < recipients.length; i++) {
            recipients[i] = String.format("r-%03d", i);
        }
        List<Api.Sent> messages = mint(snapshot, sent, recipients);
        for (int i = 0; i < messages.size(); i++) {
            event(messages.get(i), -1, sent.plusSeconds(600 + i), CHROME, "198.51.100." + i);
        }
        take(campaign);
        try (Browser browser = signedIn("en-GB")) {
            for (String list : List.of("recipients", "events")) {
                browser.open("/dashboard/" + list + ".xhtml?campaign=" + campaign);
                assertThat(browser.texts("main tbody > tr > th")).hasSize(50);
                browser.page().click(".pager a[rel=next]");
                browser.page().waitForURL("**cursor=**");
                assertThat(browser.texts("main tbody > tr > th")).hasSize(10);
                assertThat(browser.texts(".pager a")).containsExactly("First page");
            }
        }
    }

    @Test
    void u5_whatWasSentIsShownAndDoesNothing() {
        Prepared prepared = prepared("Shown");
        String page = "/dashboard/snapshot.xhtml?id=" + prepared.first().getString("id");
        try (Browser browser = signedIn("en-GB")) {
            browser.open("/dashboard/snapshots.xhtml?campaign=" + prepared.campaign());
            browser.checkLooks("snapshots");
            List<String> asked = new ArrayList<>();
            browser.page().onRequest(request -> asked.add(request.url()));
            browser.open(page);
            Frame frame = browser.page().querySelector("iframe.preview").contentFrame();
            frame.waitForLoadState();
            assertThat(frame.locator("h1").innerText()).isEqualTo("Twenty per cent off everything warm");
            assertThat(frame.locator(".tallymark-image").innerText()).isEqualTo("Autumn leaves around a red scarf");
            assertThat(asked).allMatch(address -> address.startsWith(api.base()));
            assertThat(browser.page().title()).doesNotContain("attacked");
            assertThat(browser.texts("table.links tbody tr:nth-child(1)").get(0))
                    .contains("See all scarves", "tracked", "1");
            assertThat(browser.texts("table.links .left-alone").toString())
                    .contains("Not a web address", "Lets recipients leave the list", "place in the message");
            browser.checkLooks("snapshot");
            browser.open(page + "&view=source");
            assertThat(browser.texts("pre.source").get(0)).contains("<script>document.title='attacked'</script>");
            browser.checkLooks("snapshot-source");
            assertThat(new String(download(
                            browser,
                            "/dashboard/snapshot-source?id=" + prepared.first().getString("id") + "&part=html")))
                    .isEqualTo(HTML);
            browser.open(page + "&view=text");
            assertThat(browser.texts("pre.source").get(0)).contains("https://shop.example/scarves");
            browser.open(
                    "/dashboard/snapshot-difference.xhtml?a=" + prepared.first().getString("id") + "&b="
                            + prepared.second().getString("id"));
            assertThat(browser.texts("table.difference").toString())
                    .contains("Last days", "https://shop.example/hats-and-caps", "https://shop.example/mittens");
            browser.checkLooks("snapshot-difference");
        }
    }

    @Test
    void u5_attacksFromOutsideAreText() {
        String campaign = api.campaign("Campaign " + ATTACK);
        JsonObject snapshot = snapshot(
                campaign,
                "Subject " + ATTACK,
                "<a href='https://shop.example/?q=\"><script>alert(2)</script>'>" + ATTACK.replace("<", "&lt;")
                        + "</a>");
        Api.Sent message = mint(snapshot, Instant.now().minus(Duration.ofDays(1)), "recipient " + ATTACK)
                .get(0);
        Instant at = Instant.now().minus(Duration.ofHours(2));
        event(message, -1, at, "agent \u0001\u001b[31m\u202e" + ATTACK, "198.51.100.20");
        event(message, 0, at.plusSeconds(60), "agent " + ATTACK, "198.51.100.20");
        take(campaign);
        api.get("/api/v1/messages/" + message.id());
        try (Browser browser = signedIn("en-GB")) {
            for (String page : List.of(
                    "recipients.xhtml?campaign=" + campaign,
                    "recipients.xhtml?campaign=" + campaign + "&q=%22%3E%3Cscript%3E",
                    "message.xhtml?machines=true&id=" + message.id(),
                    "events.xhtml?campaign=" + campaign,
                    "snapshots.xhtml?campaign=" + campaign,
                    "snapshot.xhtml?id=" + snapshot.getString("id"),
                    "snapshot.xhtml?view=source&id=" + snapshot.getString("id"),
                    "snapshot-difference.xhtml?a=" + snapshot.getString("id") + "&b=" + snapshot.getString("id"),
                    "admin/erasure.xhtml?campaign=" + campaign + "&recipient=%22%3E%3Cscript%3E")) {
                browser.open("/dashboard/" + page);
                assertThat(browser.page().title()).as(page).doesNotStartWith("attacked");
                assertThat(browser.page()
                                .locator("main script:not([nonce]), main img[src=x]")
                                .count())
                        .as(page)
                        .isZero();
                assertThat(browser.texts("main").get(0)).as(page).contains("<script>");
                browser.checkAccessible();
            }
            browser.open("/dashboard/message.xhtml?machines=true&id=" + message.id());
            assertThat(browser.texts(".client").get(0)).contains("␁␛[31m<U+202E>\"><script>");
            browser.checkLooks("hostile");
        }
    }

    @Test
    void r7_anAdministratorErasesARecipientAndSeesWhatWent() {
        Prepared prepared = prepared("Erased");
        try (Browser browser = signedIn("en-GB")) {
            browser.open("/dashboard/recipients.xhtml?campaign=" + prepared.campaign());
            browser.page().click("table.recipients tbody tr:first-child a.erase");
            browser.page().waitForURL("**/admin/erasure.xhtml**");
            browser.checkLooks("erasure");
            browser.page().fill("[id='erasure:repeated']", "crm-1002");
            browser.page().selectOption("[id='erasure:scope']", "campaign");
            browser.page().click("[id='erasure:erase']");
            browser.page().waitForSelector(".field-error");
            assertThat(browser.texts(".field-error"))
                    .containsExactly("This is not the recipient's id. Enter it exactly as it stands above.");
            browser.page().fill("[id='erasure:repeated']", "crm-1001");
            browser.page().click("[id='erasure:erase']");
            browser.page().waitForSelector("section.dialog dl");
            assertThat(browser.texts("section.dialog dd")).containsExactly("crm-1001", "1", "2", "7", "7", "0");
            browser.checkLooks("erasure-done");
            browser.open("/dashboard/recipients.xhtml?campaign=" + prepared.campaign() + "&q=crm-1");
            assertThat(browser.texts("table.recipients tbody th")).containsExactly("crm-1002", "crm-1003");
            browser.open("/dashboard/admin/audit.xhtml");
            assertThat(browser.texts("main").get(0))
                    .contains("2 messages, 7 events")
                    .doesNotContain("crm-1001");
        }
    }

    @Test
    void u1_analystsSeeEverythingAndEraseNothing() {
        Prepared prepared = prepared("Analysed");
        try (Browser browser = analyst("events-analyst", "de-DE")) {
            for (String page : List.of(
                    "recipients.xhtml?campaign=" + prepared.campaign(),
                    "message.xhtml?id=" + prepared.sent().get(0).id(),
                    "events.xhtml?campaign=" + prepared.campaign(),
                    "snapshots.xhtml?campaign=" + prepared.campaign(),
                    "snapshot.xhtml?id=" + prepared.first().getString("id"),
                    "snapshot-difference.xhtml?a=" + prepared.first().getString("id") + "&b="
                            + prepared.second().getString("id"))) {
                browser.open("/dashboard/" + page);
                assertThat(browser.texts("a.erase")).isEmpty();
                browser.checkLooks("german-" + page.substring(0, page.indexOf('.')));
            }
            browser.open("/dashboard/admin/erasure.xhtml?recipient=crm-1001");
            browser.expectComplaint(text -> text.contains("403"));
        }
    }
}
