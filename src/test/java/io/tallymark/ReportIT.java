package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The numbers of the running product, checked against their definitions. */
class ReportIT extends Deployed {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
    private static final String GMAIL =
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    private static final String APPLE = "Mozilla/5.0";
    private static final String HTML = "<a href='https://example.com/1'>one</a><a href='https://example.com/2'>two</a>";

    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void r6_talliesAreRightAfterEveryScenario() {
        api.assertTalliesAreRight();
    }

    private void open(Api.Sent message, String time, String userAgent) {
        event(message, -1, time, userAgent, "GET");
    }

    private void click(Api.Sent message, int link, String time, String userAgent) {
        event(message, link, time, userAgent, "GET");
    }

    private void event(Api.Sent message, int link, String time, String userAgent, String method) {
        var line = Json.createObjectBuilder()
                .add("messageId", message.id())
                .add("kind", link < 0 ? "OPEN" : "CLICK")
                .add("occurredAt", time)
                .add("method", method)
                .add("userAgent", userAgent)
                .add("ip", networkOf(message))
                .add("importId", message.id() + "/" + lines.size() + "/" + time);
        if (link >= 0) {
            line.add("linkId", message.linkIds().get(link));
        }
        lines.add(line.build().toString());
    }

    /** A network of its own for each message, so that no scenario is another's surroundings. */
    private static String networkOf(Api.Sent message) {
        int hash = message.id().hashCode();
        return "45." + (hash >>> 8 & 255) + "." + (hash & 255) + ".7";
    }

    /** Imports what was noted and waits until all of it is decided. */
    private void take(String campaign) {
        HttpResponse<String> answer = api.send(api.request("/api/v1/events/import")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))));
        assertThat(Api.json(answer).getInt("accepted")).as(answer.body()).isEqualTo(lines.size());
        lines.clear();
        Api.await(
                25,
                "decided",
                () -> api.events("campaign=" + campaign + "&class=UNDECIDED").isEmpty());
    }

    private JsonObject get(String path) {
        HttpResponse<String> answer = api.get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.json(answer);
    }

    private static String numbers(JsonObject object, String... names) {
        StringBuilder numbers = new StringBuilder();
        for (String name : names) {
            numbers.append(name).append(' ').append(object.get(name)).append(' ');
        }
        return numbers.toString().strip();
    }

    private HttpResponse<String> get(String path, String header, String value) {
        return api.send(api.request("/api/v1/" + path).header(header, value).GET());
    }

    /** Five recipients, one of whom gets two messages in two snapshots. */
    private record Prepared(String campaign, JsonObject first, JsonObject second, List<Api.Sent> sent) {}

    private Prepared prepared() {
        String campaign = api.campaign("reports");
        JsonObject first = api.snapshot(campaign, HTML);
        JsonObject second =
                api.snapshot(campaign, HTML.replace("/2", "/3") + "<a href='https://example.com/4'>four</a>");
        List<Api.Sent> sent = new ArrayList<>();
        for (String recipient : List.of("ann", "bob", "=cmd", "dan", "eve")) {
            sent.add(api.message(first, recipient, null));
        }
        sent.add(api.message(second, "ann", null));
        return new Prepared(campaign, first, second, sent);
    }

    private Prepared filled() {
        Prepared prepared = prepared();
        List<Api.Sent> sent = prepared.sent();
        open(sent.get(0), "2026-03-28T09:30:00Z", GMAIL);
        open(sent.get(0), "2026-03-28T23:30:00Z", CHROME);
        click(sent.get(0), 0, "2026-03-28T23:31:00Z", CHROME);
        click(sent.get(0), 0, "2026-03-28T23:31:01Z", CHROME);
        open(sent.get(1), "2026-03-29T10:00:00Z", APPLE);
        click(sent.get(2), 1, "2026-03-29T22:10:00Z", CHROME);
        event(sent.get(3), 0, "2026-03-29T12:00:00Z", CHROME, "HEAD");
        open(sent.get(5), "2026-03-30T08:00:00Z", GMAIL);
        click(sent.get(5), 0, "2026-03-30T08:05:00Z", CHROME);
        take(prepared.campaign());
        return prepared;
    }

    @Test
    void numbersAreWhatTheirDefinitionsSay() {
        Prepared prepared = filled();
        String path = "campaigns/" + prepared.campaign() + "/report";
        JsonObject report = get(path);
        assertThat(report.getInt("sent")).isEqualTo(6);
        JsonObject opens = report.getJsonObject("opens");
        assertThat(opens.getInt("total")).isEqualTo(4);
        assertThat(numbers(opens.getJsonObject("unique"), "human", "proxyOnly", "headline", "any"))
                .isEqualTo("human 1 proxyOnly 1 headline 2 any 2");
        assertThat(numbers(opens.getJsonObject("byClass"), "HUMAN", "PROXY", "SCANNER", "UNDECIDED"))
                .isEqualTo("HUMAN 1 PROXY 3 SCANNER 0 UNDECIDED 0");
        assertThat(numbers(opens.getJsonObject("providers"), "gmailProxy", "applePrivacy", "otherProxies", "direct"))
                .isEqualTo("gmailProxy 2 applePrivacy 1 otherProxies 0 direct 1");
        JsonObject clicks = report.getJsonObject("clicks");
        assertThat(numbers(clicks.getJsonObject("byClass"), "HUMAN", "DUPLICATE", "SCANNER"))
                .isEqualTo("HUMAN 3 DUPLICATE 1 SCANNER 1");
        assertThat(numbers(clicks.getJsonObject("unique"), "human", "headline", "any", "withoutOpen"))
                .isEqualTo("human 2 headline 2 any 3 withoutOpen 1");
        assertThat(report.getString("firstActivityAt")).isEqualTo("2026-03-28T09:30:00.000Z");
        assertThat(report.getString("lastActivityAt")).isEqualTo("2026-03-30T08:05:00.000Z");
        assertThat(report.getString("lastHumanActivityAt")).isEqualTo("2026-03-30T08:05:00.000Z");
        JsonObject version = get(path + "?snapshot=" + prepared.second().getString("id"));
        assertThat(version.getInt("sent")).isEqualTo(1);
        assertThat(numbers(version.getJsonObject("opens").getJsonObject("unique"), "human", "proxyOnly", "headline"))
                .as("the person who opened did so in the other version")
                .isEqualTo("human 0 proxyOnly 1 headline 1");
        assertThat(get("definitions").getJsonArray("definitions")).hasSizeGreaterThan(20);
        JsonObject message = get("messages/" + prepared.sent().get(0).id());
        assertThat(numbers(message, "openCount", "clickCount", "humanOpenCount", "humanClickCount"))
                .isEqualTo("openCount 2 clickCount 2 humanOpenCount 1 humanClickCount 1");
    }

    @Test
    void pendingAreEventsThatMayStillChange() {
        Prepared prepared = prepared();
        open(prepared.sent().get(0), java.time.Instant.now().toString(), CHROME);
        take(prepared.campaign());
        assertThat(get("campaigns/" + prepared.campaign() + "/report").getInt("pending"))
                .isEqualTo(1);
    }

    @Test
    void linksTimelineAndRecipients() {
        Prepared prepared = filled();
        String path = "campaigns/" + prepared.campaign() + "/report/";
        List<JsonObject> links = get(path + "links").getJsonArray("items").getValuesAs(JsonObject.class);
        assertThat(links)
                .extracting(link -> link.getString("label") + " "
                        + link.getJsonObject("clicks").getInt("total") + " "
                        + link.getJsonObject("clicks").getJsonObject("unique").getInt("human"))
                .containsExactly("one 3 1", "two 1 1", "one 1 1", "two 0 0", "four 0 0");
        assertThat(buckets(path + "timeline?bucket=day&zone=Europe/Paris"))
                .as("the clocks went forward on the 29th, which has 23 hours")
                .containsExactly(
                        "2026-03-27T23:00:00.000Z 1 0", "2026-03-28T23:00:00.000Z 2 3", "2026-03-29T22:00:00.000Z 1 2");
        assertThat(buckets(path + "timeline?bucket=hour&zone=Asia/Kathmandu"))
                .contains("2026-03-28T09:15:00.000Z 1 0", "2026-03-28T23:15:00.000Z 1 2");
        for (String bad : List.of("zone=Nowhere/Atall", "zone=%2B01:00", "bucket=week")) {
            assertThat(api.get("/api/v1/" + path + "timeline?" + bad).statusCode())
                    .isEqualTo(422);
        }
        assertThat(recipients(path, "")).containsExactly("=cmd", "ann", "bob", "dan", "eve");
        assertThat(recipients(path, "filter=clicked")).containsExactly("=cmd", "ann");
        assertThat(recipients(path, "filter=opened")).containsExactly("ann", "bob");
        assertThat(recipients(path, "filter=none")).containsExactly("dan", "eve");
        assertThat(api.get("/api/v1/" + path + "recipients?filter=asleep").statusCode())
                .isEqualTo(422);
        JsonObject page = get(path + "recipients?limit=2");
        assertThat(page.getJsonArray("items")).hasSize(2);
        assertThat(get(path + "recipients?limit=2&cursor=" + page.getString("next"))
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("recipient"))
                .isEqualTo("bob");
    }

    private List<String> buckets(String path) {
        return get(path).getJsonArray("buckets").getValuesAs(JsonObject.class).stream()
                .map(bucket -> bucket.getString("start") + " " + sum(bucket.getJsonObject("opens")) + " "
                        + sum(bucket.getJsonObject("clicks")))
                .toList();
    }

    private static int sum(JsonObject byClass) {
        return byClass.keySet().stream().mapToInt(byClass::getInt).sum();
    }

    private List<String> recipients(String path, String query) {
        return get(path + "recipients?" + query).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("recipient"))
                .sorted()
                .toList();
    }

    @Test
    void reportsAsTablesAndUnchangedOnesNotAtAll() {
        Prepared prepared = filled();
        String path = "campaigns/" + prepared.campaign() + "/report";
        String tag = api.get("/api/v1/" + path).headers().firstValue("ETag").orElseThrow();
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(path + "/timeline", "If-None-Match", tag).statusCode()).isEqualTo(200);
        open(prepared.sent().get(4), "2026-03-31T08:00:00Z", CHROME);
        take(prepared.campaign());
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
        List<String> table = get(path, "Accept", "text/csv").body().lines().toList();
        assertThat(table).hasSize(2);
        assertThat(table.get(0)).contains("opens.unique.human", "clicks.byClass.HUMAN");
        assertThat(get(path + "/recipients", "Accept", "text/csv").body()).contains("\n'=cmd,");
        assertThat(get(path + "/links", "Accept", "text/csv").body().lines()).hasSize(6);
        assertThat(get(path + "/timeline", "Accept", "text/csv").body().lines()).hasSize(5);
        assertThat(get(path + "/recipients", "Accept", "application/x-ndjson")
                        .body()
                        .lines())
                .hasSize(5);
    }

    @Test
    void twoSnapshotsSideBySide() {
        Prepared prepared = filled();
        String first = prepared.first().getString("id");
        String second = prepared.second().getString("id");
        JsonObject comparison = get("reports/compare?snapshot=" + first + "&snapshot=" + second);
        JsonObject difference = comparison.getJsonObject("difference");
        assertThat(difference.getInt("sent")).isEqualTo(-4);
        assertThat(difference.getJsonObject("clicks").getInt("total")).isEqualTo(-3);
        assertThat(comparison.getJsonObject("second").getString("snapshotId")).isEqualTo(second);
        assertThat(get("reports/compare?campaign=" + prepared.campaign() + "&campaign=" + prepared.campaign())
                        .getJsonObject("difference")
                        .getInt("sent"))
                .isZero();
        assertThat(api.get("/api/v1/reports/compare?snapshot=" + first).statusCode())
                .isEqualTo(422);
        JsonObject changes = get("snapshots/" + first + "/difference/" + second);
        assertThat(changes.getJsonArray("fields")).isEmpty();
        assertThat(changes.getBoolean("htmlChanged")).isTrue();
        assertThat(changes.getJsonArray("linksAdded")).hasSize(1);
        assertThat(changes.getJsonArray("linksRemoved")).isEmpty();
        assertThat(changes.getJsonArray("linksChanged")
                        .getJsonObject(0)
                        .getJsonObject("second")
                        .getString("target"))
                .isEqualTo("https://example.com/3");
    }

    @Test
    void r7_aRecipientIsErased() {
        Prepared prepared = filled();
        HttpResponse<String> erased = api.send(api.request("/api/v1/recipients/ann?campaign=" + prepared.campaign())
                .DELETE());
        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(numbers(Api.json(erased), "campaigns", "messages", "events", "verdicts", "forgottenEvents"))
                .isEqualTo("campaigns 1 messages 2 events 6 verdicts 6 forgottenEvents 0");
        String path = "campaigns/" + prepared.campaign() + "/report";
        JsonObject report = get(path);
        assertThat(report.getInt("sent")).isEqualTo(6);
        assertThat(report.getJsonObject("opens").getInt("total")).isEqualTo(1);
        assertThat(numbers(report.getJsonObject("clicks").getJsonObject("unique"), "human", "any", "withoutOpen"))
                .isEqualTo("human 1 any 2 withoutOpen 1");
        assertThat(report.getString("firstActivityAt")).isEqualTo("2026-03-29T10:00:00.000Z");
        assertThat(report.getString("lastActivityAt")).isEqualTo("2026-03-29T22:10:00.000Z");
        assertThat(get(path + "/recipients").toString()).doesNotContain("\"ann\"");
        Api.Sent message = prepared.sent().get(0);
        assertThat(get("messages/" + message.id()).getJsonArray("events")).isEmpty();
        assertThat(get("messages/" + message.id()).getString("recipient")).startsWith("erased-");
        assertThat(api.click(message.clickUrls().get(0)).statusCode())
                .as("links keep redirecting")
                .isEqualTo(302);
        Api.await(
                25,
                "what comes later belongs to nobody",
                () -> get("messages/" + message.id()).getInt("clickCount") == 1);
        assertThat(Api.json(api.send(api.request("/api/v1/recipients/ann?campaign=" + prepared.campaign())
                                .DELETE()))
                        .getInt("messages"))
                .isZero();
        assertThat(get("messages/" + message.id()).get("firstOpenAt")).isEqualTo(JsonValue.NULL);
    }
}
