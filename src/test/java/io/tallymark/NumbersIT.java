package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import io.tallymark.dashboard.Browser;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Overview, campaign, comparison and what can be taken along, in a real browser. */
class NumbersIT extends Deployed {

    private static final String OVERVIEW = "/dashboard/overview.xhtml";
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    private static final String GMAIL =
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    private static final String SCANNER = "python-requests/2.32.3";

    private static String page(String campaign) {
        return "/dashboard/campaign.xhtml?id=" + campaign;
    }

    /** A snapshot of three links, sent to so many; what became of them in the days since is imported. */
    private JsonObject history(String campaign, String headline, int recipients, int days, double share) {
        JsonObject snapshot = api.snapshot(
                campaign,
                "<h1>" + headline + "</h1><a href=\"https://shop.example/offer?a=1\">See the offer</a>"
                        + "<a href=\"https://shop.example/a-page-with-a-long-address/that/goes/on/and/on?campaign=spring&medium=email\">Read more</a>"
                        + "<a href=\"https://shop.example/imprint\">Imprint</a>");
        Random random = new Random(headline.hashCode());
        StringBuilder lines = new StringBuilder();
        Instant sent = Instant.now().minus(Duration.ofDays(days));
        for (JsonObject message : minted(snapshot, recipients)) {
            List<String> links = message.getJsonArray("links").getValuesAs(JsonObject.class).stream()
                    .map(link -> link.getString("linkId"))
                    .toList();
            String id = message.getString("id");
            String address = "198.51.100." + random.nextInt(250);
            Instant at = sent.plusSeconds((long) (days * 86_400 * Math.pow(random.nextDouble(), 3) * 0.9));
            if (random.nextDouble() < share) {
                String agent = random.nextInt(3) == 0 ? CHROME : random.nextInt(2) == 0 ? GMAIL : "Mozilla/5.0";
                lines.append(line(id, null, at, agent, address));
                if (random.nextInt(3) == 0) {
                    lines.append(
                            line(id, links.get(Math.min(2, random.nextInt(4))), at.plusSeconds(40), CHROME, address));
                }
            } else if (random.nextInt(3) == 0) {
                for (String link : links) {
                    lines.append(line(id, link, sent.plusSeconds(3), SCANNER, "203.0.113.7"));
                }
            } else if (random.nextInt(12) == 0) {
                lines.append(line(id, links.get(0), at, CHROME, address));
            }
        }
        HttpResponse<String> imported = api.send(api.request("/api/v1/events/import")
                .header("Content-Type", "application/x-ndjson")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(lines.toString())));
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
        return snapshot;
    }

    private List<JsonObject> minted(JsonObject snapshot, int recipients) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        for (int i = 0; i < recipients; i++) {
            messages.add(Json.createObjectBuilder().add("recipient", "reader-" + i));
        }
        HttpResponse<String> minted = api.post(
                "/api/v1/snapshots/" + snapshot.getString("id") + "/messages",
                Json.createObjectBuilder().add("messages", messages).build().toString());
        assertThat(minted.statusCode()).as(minted.body()).isEqualTo(200);
        return Api.json(minted).getJsonArray("messages").getValuesAs(JsonObject.class);
    }

    private static String line(String message, String link, Instant at, String agent, String address) {
        JsonObjectBuilder line = Json.createObjectBuilder()
                .add("messageId", message)
                .add("kind", link == null ? "OPEN" : "CLICK")
                .add("occurredAt", at.toString())
                .add("userAgent", agent)
                .add("ip", address);
        return (link == null ? line : line.add("linkId", link)).build() + "\n";
    }

    private JsonObject settled(String campaign) {
        Api.await(60, "verdicts", () -> {
            JsonObject report = Api.json(api.get("/api/v1/campaigns/" + campaign + "/report"));
            return report.getInt("pending") == 0
                    && report.getJsonObject("opens").getInt("total") > 0;
        });
        return Api.json(api.get("/api/v1/campaigns/" + campaign + "/report"));
    }

    @Test
    void u4_aCampaignShowsItsRangeItsClassesItsLinksAndItsCourse() {
        String campaign = api.campaign("Spring catalogue");
        JsonObject first = history(campaign, "Spring is here", 240, 20, 0.45);
        history(campaign, "Spring is here, at last", 120, 12, 0.5);
        JsonObject report = settled(campaign);
        try (Browser browser = signedIn("en-GB")) {
            browser.open(page(campaign));
            JsonObject opens = report.getJsonObject("opens").getJsonObject("unique");
            assertThat(browser.texts("section.range:first-child .legend td.figure:nth-child(2)"))
                    .containsExactly(
                            String.valueOf(opens.getInt("human")),
                            String.valueOf(opens.getInt("headline")),
                            String.valueOf(opens.getInt("any")));
            assertThat(browser.texts("table.links tbody tr")).hasSize(6);
            assertThat(browser.page().querySelectorAll(".chart .bars g")).hasSizeBetween(20, 42);
            browser.checkLooks("campaign");
            browser.page().click("[popovertarget='definition-opens.unique.any']");
            assertThat(browser.page().innerText("[id='definition-opens.unique.any']"))
                    .contains("any open that is no internal test");
            browser.page().keyboard().press("Escape");

            browser.page().click("summary");
            assertThat(browser.page().isVisible("table.timeline")).isTrue();
            browser.checkAccessible();

            browser.page().selectOption("#snapshot", first.getString("id"));
            browser.page().selectOption("#bucket", "hour");
            browser.page().fill("#zone", "Asia/Kolkata");
            LocalDate from = LocalDate.now(ZoneOffset.UTC).minusDays(21);
            browser.page().fill("#from", from.toString());
            browser.page().fill("#to", from.plusDays(2).toString());
            browser.page().click(".filters button[type=submit]");
            assertThat(browser.path())
                    .contains(
                            "snapshot=" + first.getString("id"), "bucket=hour", "zone=Asia%2FKolkata", "from=" + from);
            assertThat(browser.page().innerText(".legend-line")).contains("Times in Asia/Kolkata");
            assertThat(browser.texts("table.links tbody tr")).hasSize(3);
            assertThat(browser.page().querySelectorAll(".chart .bars g")).hasSizeBetween(2, 144);
            browser.checkLooks("campaign-hours");
        }
        try (Browser browser = signedIn("de-DE")) {
            browser.open(page(campaign));
            assertThat(browser.page().innerText("main")).contains("Menschlich wirkend", "Hauptzahl", "Im Verlauf");
            browser.checkLooks("campaign-german");
        }
    }

    @Test
    void u4_theOverviewShowsRangesAndTrendsOfManyCampaignsAndFindsThem() {
        String big = api.campaign("Autumn newsletter of the year with a rather long name, second attempt");
        history(big, "Autumn", 300, 25, 0.4);
        String small = api.campaign("Überraschung 100%_");
        history(small, "Surprise", 40, 9, 0.7);
        api.campaign("Not sent yet");
        settled(big);
        settled(small);
        try (Browser browser = signedIn("en-GB")) {
            browser.open(OVERVIEW);
            browser.checkLooks("overview-numbers");
            browser.page().fill("#words", "überraschung 100%_");
            browser.page().click(".filters button[type=submit]");
            assertThat(browser.texts("table.campaigns tbody th")).containsExactly("Überraschung 100%_");
            assertThat(browser.page().getAttribute("svg.trend", "aria-label")).contains("in 14 days");
            assertThat(browser.page().getAttribute("svg.range-bar", "aria-label"))
                    .contains("human-looking", "of 40 recipients");
            browser.page().fill("#words", "there is no such thing");
            browser.page().click(".filters button[type=submit]");
            assertThat(browser.texts("h2")).containsExactly("No campaign is called that");
            browser.checkAccessible();
        }
    }

    @Test
    void u8_theOverviewHasPages() {
        for (int i = 0; i < 30; i++) {
            api.campaign("One of thirty");
        }
        try (Browser browser = signedIn("en-GB")) {
            browser.open(OVERVIEW + "?words=of%20thirty");
            assertThat(browser.texts("table.campaigns tbody tr")).hasSize(25);
            browser.page().click("a[rel=next]");
            assertThat(browser.texts("table.campaigns tbody tr")).hasSizeGreaterThanOrEqualTo(5);
            assertThat(browser.path()).contains("words=of", "cursor=");
        }
    }

    @Test
    void u6_numbersRefreshWithoutLosingTheFocusAndCanBePaused() {
        Api.Sent sent = api.send("<p>Hello</p><a href=\"https://shop.example/\">Shop</a>");
        try (Browser browser = signedIn("en-GB")) {
            browser.open(page(sent.campaign()));
            assertThat(browser.texts(".card.range .big")).containsExactly("0", "0");
            browser.page().focus("[popovertarget='definition-clicks.unique.any']");
            browser.page().evaluate("window.scrollTo(0, 200)");
            assertThat(api.send(api.follow(sent.openUrl())
                                    .header("User-Agent", CHROME)
                                    .GET())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(api.send(api.follow(sent.clickUrls().get(0))
                                    .header("User-Agent", CHROME)
                                    .GET())
                            .statusCode())
                    .isEqualTo(302);
            browser.page()
                    .waitForCondition(
                            () -> browser.texts(".card.range .big").equals(List.of("1", "1")),
                            new com.microsoft.playwright.Page.WaitForConditionOptions().setTimeout(60_000));
            assertThat(browser.page().evaluate("document.activeElement.getAttribute('popovertarget')"))
                    .isEqualTo("definition-clicks.unique.any");
            assertThat((Integer) browser.page().evaluate("Math.round(window.scrollY)"))
                    .isEqualTo(200);

            browser.page().evaluate("jQuery(document).trigger('pfAjaxStart')");
            browser.page().waitForSelector(".busy");
            browser.page().evaluate("jQuery(document).trigger('pfAjaxComplete', [{}, {}, {}])");
            assertThat(browser.page().isVisible(".busy")).isFalse();

            browser.page().click(".live-button");
            assertThat(browser.page().getAttribute(".live-button", "aria-pressed"))
                    .isEqualTo("false");
            assertThat(browser.page().innerText(".live-button")).contains("paused");
            browser.open(OVERVIEW);
            assertThat(browser.page().getAttribute(".live-button", "aria-pressed"))
                    .isEqualTo("false");
        }
    }

    @Test
    void u4_twoCampaignsAreComparedAsRatesWithTheirRanges() {
        String a = api.campaign("Winter A");
        history(a, "Winter", 200, 8, 0.3);
        String b = api.campaign("Winter B");
        history(b, "Winter again", 100, 8, 0.6);
        history(b, "Winter once more", 60, 5, 0.5);
        settled(a);
        settled(b);
        try (Browser browser = signedIn("en-GB")) {
            browser.open(page(a));
            browser.page().click("a[href*='compare.xhtml']");
            browser.page().fill("#words", "Winter B");
            browser.page().click(".filters button[type=submit]");
            browser.checkLooks("compare-choice");
            browser.page().click(".choices a:has-text('Winter B')");
            assertThat(browser.path()).contains("a=" + a, "b=" + b);
            assertThat(browser.texts("section.card h2")).containsExactly("Opens", "Clicks");
            assertThat(browser.texts("section.card tbody tr:nth-child(2) td:last-child"))
                    .allMatch(text -> text.matches("[+−][0-9.]+ points"));
            browser.checkLooks("compare");
            browser.open(page(b));
            browser.page().click("a[href*='compare.xhtml']");
            browser.page().click(".choices a");
            assertThat(browser.page().innerText(".sides")).contains("Winter B");
        }
    }

    @Test
    void u2_whatIsShownCanBeTakenAlong() {
        String campaign = api.campaign("=1+1 exported");
        JsonObject snapshot = history(campaign, "To go", 80, 6, 0.5);
        JsonObject report = settled(campaign);
        try (Browser browser = signedIn("en-GB")) {
            browser.open(page(campaign) + "&bucket=hour&zone=Europe/Paris");
            List<String> addresses = new ArrayList<>();
            browser.page().querySelectorAll(".exports a").forEach(link -> addresses.add(link.getAttribute("href")));
            assertThat(addresses)
                    .hasSize(6)
                    .anyMatch(address ->
                            address.contains("timeline?id=" + campaign + "&bucket=hour&zone=Europe%2FParis"));
            for (String address : addresses) {
                APIResponse answer = browser.context().request().get(api.base() + address);
                assertThat(answer.status()).as(address).isEqualTo(200);
                assertThat(answer.headers().get("content-disposition"))
                        .startsWith("attachment; filename=\"-1-1-exported-");
                String text = new String(answer.body(), StandardCharsets.UTF_8);
                assertThat(text).startsWith(address.endsWith("xlsx") ? "PK" : "\uFEFF");
                if (address.contains("/campaign?") && address.endsWith("csv")) {
                    assertThat(text)
                            .contains("Opens: Any,"
                                    + report.getJsonObject("opens")
                                            .getJsonObject("unique")
                                            .getInt("any") + ",");
                }
                if (address.contains("/timeline?") && address.endsWith("csv")) {
                    assertThat(text)
                            .contains("From (Europe/Paris),Open events: Human-looking,")
                            .contains(":00:00+0");
                }
                if (address.contains("/links?") && address.endsWith("csv")) {
                    assertThat(text.lines()).hasSize(4).anyMatch(line -> line.contains("https://shop.example/imprint"));
                }
            }
            APIResponse overview = browser.context()
                    .request()
                    .get(api.base() + "/dashboard/export/overview?words=exported&format=csv");
            assertThat(new String(overview.body(), StandardCharsets.UTF_8).lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("'=1+1 exported,");
            assertThat(browser.context()
                            .request()
                            .get(api.base() + "/dashboard/export/links?id=" + campaign + "&format=exe")
                            .status())
                    .isEqualTo(404);
            assertThat(browser.context()
                            .request()
                            .get(api.base() + "/dashboard/export/links?id=" + snapshot.getString("id") + "&format=csv")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void u7_whatIsNotThereIsAPageThatIsNotThere() {
        String campaign = api.campaign("here");
        try (Browser browser = signedIn("en-GB")) {
            for (String bad : List.of(
                    "/dashboard/campaign.xhtml",
                    page("nobody"),
                    page(campaign) + "&snapshot=nobody",
                    page(campaign) + "&zone=Mars/North",
                    page(campaign) + "&from=yesterday",
                    "/dashboard/compare.xhtml?a=nobody")) {
                browser.open(bad);
                browser.expectComplaint(text -> text.contains("404") || text.contains("422"));
                assertThat(browser.texts("h1")).as(bad).containsExactly("There is no such page");
            }
        }
    }
}
