package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sending as senders do it: snapshots, many messages at once, raw messages, previews; and what they send by mistake. */
class InstrumentIT extends Deployed {

    private static final String LINK = "<a href=\"https://example.com/sale?a=1&amp;b=2\">Sale</a>";

    private JsonObject snapshot(String campaign, String json) {
        HttpResponse<String> response = api.post("/api/v1/campaigns/" + campaign + "/snapshots", json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Api.json(response);
    }

    private static String content(String html, String text, String tracking) {
        var body = Json.createObjectBuilder().add("subject", "s").add("sender", "News <n@example.com>");
        if (html != null) {
            body.add("html", html);
        }
        if (text != null) {
            body.add("text", text);
        }
        String json = body.build().toString();
        return tracking == null ? json : json.substring(0, json.length() - 1) + ",\"tracking\":" + tracking + "}";
    }

    private HttpResponse<byte[]> mime(String query, byte[] message) {
        return api.bytes(api.request("/api/v1/messages/mime?" + query)
                .header("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofByteArray(message)));
    }

    private static byte[] raw(String headers, String html) {
        return (headers + "Content-Type: text/html; charset=utf-8\r\n\r\n" + html).getBytes(StandardCharsets.UTF_8);
    }

    private static String problem(HttpResponse<byte[]> response, int status) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return body;
    }

    @Test
    void textLinksAreTrackedWhenTheSnapshotAsks() {
        String campaign = api.campaign("text");
        String text = "See (https://example.com/a), or\n> https://example.com/unsubscribe.\n";
        JsonObject without = snapshot(campaign, content(null, text, null));
        assertThat(without.getJsonArray("links")).isEmpty();
        JsonObject with = snapshot(campaign, content(LINK, text, "{\"textLinks\":true}"));
        JsonArray links = with.getJsonArray("links");
        assertThat(links.getValuesAs(JsonObject.class))
                .extracting(link -> link.getString("part") + " " + link.getString("target") + " " + link.get("reason"))
                .containsExactly(
                        "html https://example.com/sale?a=1&b=2 null",
                        "text https://example.com/a null",
                        "text https://example.com/unsubscribe \"UNSUBSCRIBE\"");
        JsonObject message = message(with, "{\"recipient\":\"r\"}");
        JsonArray urls = message.getJsonArray("links");
        assertThat(urls).hasSize(2);
        assertThat(message.getString("text"))
                .isEqualTo(text.replace(
                        "https://example.com/a", urls.getJsonObject(1).getString("url")));
        assertThat(api.click(urls.getJsonObject(1).getString("url")).headers().firstValue("Location"))
                .contains("https://example.com/a");

        JsonObject own =
                message(with, "{\"recipient\":\"r\",\"text\":\"https://example.com/own https://example.com/a\"}");
        assertThat(own.getJsonArray("links").getValuesAs(JsonObject.class))
                .extracting(link -> link.getString("target"))
                .containsExactly(
                        "https://example.com/sale?a=1&b=2", "https://example.com/own", "https://example.com/a");
        JsonObject off = message(with, "{\"recipient\":\"r\",\"tracking\":{\"clicks\":\"OFF\",\"opens\":\"OFF\"}}");
        assertThat(off.getString("html")).isEqualTo(LINK);
        assertThat(off.getString("text")).isEqualTo(text);
        assertThat(off.getJsonArray("links")).isEmpty();
        assertThat(off.get("openUrl")).isEqualTo(JsonValue.NULL);
    }

    private JsonObject message(JsonObject snapshot, String message) {
        HttpResponse<String> response = api.post(
                "/api/v1/snapshots/" + snapshot.getString("id") + "/messages", "{\"messages\":[" + message + "]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Api.json(response).getJsonArray("messages").getJsonObject(0);
    }

    @Test
    void instrumentingAnOutputAgainChangesNothing() {
        String campaign = api.campaign("twice");
        JsonObject first =
                message(snapshot(campaign, content("<body>" + LINK + "</body>", null, null)), "{\"recipient\":\"r\"}");
        JsonObject again = snapshot(campaign, content(first.getString("html"), null, null));
        assertThat(again.getJsonArray("links").getJsonObject(0).getString("reason"))
                .isEqualTo("TRACKING_HOST");
        assertThat(again.getJsonArray("warnings").toString()).contains("holds an open pixel already");
        JsonObject second = message(again, "{\"recipient\":\"r\"}");
        assertThat(second.getString("html")).isEqualTo(first.getString("html"));
        assertThat(second.getJsonArray("links")).isEmpty();
    }

    @Test
    void aPreviewStoresNothing() {
        String campaigns = api.get("/api/v1/campaigns").body();
        HttpResponse<String> preview = api.post(
                "/api/v1/snapshots/preview", "{\"html\":\"<a href='https://evil.example'>www.bank.example</a>\"}");
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        JsonObject answer = Api.json(preview);
        assertThat(answer.getJsonArray("links").getJsonObject(0).getBoolean("tracked"))
                .isTrue();
        assertThat(answer.getJsonArray("warnings").toString()).contains("A link shows www.bank.example");
        assertThat(Api.json(api.post("/api/v1/snapshots/preview", "{}")).getInt("status"))
                .isEqualTo(422);
        HttpResponse<byte[]> raw = api.bytes(api.request("/api/v1/snapshots/preview?textLinks=true")
                .header("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofByteArray(raw("DKIM-Signature: v=1\r\n", LINK))));
        assertThat(new String(raw.body(), StandardCharsets.UTF_8))
                .contains("\"untouched\":\"DKIM-signed", "\"links\":[]");
        assertThat(api.get("/api/v1/campaigns").body()).isEqualTo(campaigns);
    }

    @Test
    void aRawMessageOfASnapshotIsInstrumentedAndCounted() {
        JsonObject snapshot = snapshot(api.campaign("mime"), content(LINK, null, null));
        byte[] message = raw("Subject: =?utf-8?q?=C3=A4?=\r\nX-Odd:  kept\r\n", "<p>ä</p>" + LINK + "</body>\r\n");
        String query = "snapshot=" + snapshot.getString("id") + "&recipient=crm-1&address=ann@example.net";
        HttpResponse<byte[]> answer = mime(query, message);
        String out = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(out).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("message/rfc822");
        assertThat(answer.headers().firstValue("X-Tallymark-Untouched")).isEmpty();
        assertThat(answer.headers().firstValue("X-Tallymark-Snapshot")).contains(snapshot.getString("id"));
        String click = out.replaceAll("(?s).*<a href=\"([^\"]+)\".*", "$1");
        String open = out.replaceAll("(?s).*<img src=\"([^\"]+)\".*", "$1");
        assertThat(out.replace(click, "https://example.com/sale?a=1&amp;b=2").replaceAll("<img [^>]*>", ""))
                .isEqualTo(new String(message, StandardCharsets.UTF_8));
        assertThat(api.click(click).headers().firstValue("Location")).contains("https://example.com/sale?a=1&b=2");
        assertThat(api.click(open).statusCode()).isEqualTo(200);
        String id = answer.headers().firstValue("X-Tallymark-Message").orElseThrow();
        Api.await(20, "both events", () -> api.events("message=" + id).size() == 2);
        assertThat(api.events("message=" + id))
                .extracting(event -> event.getString("linkId", "-"))
                .contains(snapshot.getJsonArray("links").getJsonObject(0).getString("id"));
    }

    @Test
    void aRawMessageOfACampaignMakesItsSnapshot() {
        String campaign = api.campaign("mime");
        byte[] message = raw(
                "From: =?utf-8?q?N=C3=A9ws?= <n@example.com>\r\nSubject: Hi\r\nDate: Tue, 24 Nov 2026 10:00:00 +0100\r\n"
                        + "X-Template-Id: spring\r\nList-Unsubscribe: <https://example.com/l/1>\r\n",
                LINK + "<a href='https://example.com/l/1'>leave</a>");
        HttpResponse<byte[]> answer = mime("campaign=" + campaign + "&recipient=a", message);
        assertThat(answer.statusCode()).isEqualTo(200);
        String id = answer.headers().firstValue("X-Tallymark-Snapshot").orElseThrow();
        JsonObject snapshot = Api.json(api.get("/api/v1/snapshots/" + id));
        assertThat(snapshot.getString("sender")).isEqualTo("Néws <n@example.com>");
        assertThat(snapshot.getString("subject")).isEqualTo("Hi");
        assertThat(snapshot.getString("templateId")).isEqualTo("spring");
        assertThat(snapshot.getString("sentAt")).isEqualTo("2026-11-24T09:00:00.000Z");
        assertThat(snapshot.getJsonArray("links").getJsonObject(1).getString("reason"))
                .isEqualTo("UNSUBSCRIBE");
        HttpResponse<byte[]> second = mime("campaign=" + campaign + "&recipient=b", message);
        assertThat(second.headers().firstValue("X-Tallymark-Snapshot")).contains(id);
        assertThat(second.headers().firstValue("X-Tallymark-Message"))
                .isNotEqualTo(answer.headers().firstValue("X-Tallymark-Message"));
        assertThat(api.message(snapshot, "c", "<p>own " + LINK + "<a href='https://example.com/l/1'>leave</a>")
                        .html())
                .as("the address by which recipients leave is known for content of their own")
                .contains("'https://example.com/l/1'")
                .doesNotContain("example.com/sale");
    }

    @Test
    void whatMustNotBeTouchedComesBackByteForByteWithTheReason() {
        String campaign = api.campaign("untouched");
        for (String headers : List.of(
                "DKIM-Signature: v=1\r\n",
                "Content-Type: multipart/mixed; boundary=x\r\n",
                "Content-Transfer-Encoding: base64\r\n")) {
            byte[] message = raw("Subject: s\r\n" + headers, LINK);
            HttpResponse<byte[]> answer = mime("campaign=" + campaign + "&recipient=a", message);
            assertThat(answer.body()).isEqualTo(message);
            assertThat(answer.headers().firstValue("X-Tallymark-Untouched")).isPresent();
            assertThat(answer.headers().firstValue("X-Tallymark-Message")).isPresent();
        }
        byte[] garbage = "\0\1\2 no message".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(mime("campaign=" + campaign + "&recipient=a", garbage).body())
                .isEqualTo(garbage);
    }

    @Test
    void wrongRequestsAreToldByFieldAndStoreNothing() {
        String campaign = api.campaign("wrong");
        byte[] message = raw("Subject: s\r\n", LINK);
        assertThat(problem(mime("recipient=a", message), 422)).contains("\"snapshot\"");
        assertThat(problem(mime("campaign=" + campaign, message), 422)).contains("\"recipient\"");
        assertThat(problem(mime("campaign=" + campaign + "&recipient=a%0d%0aX-Injected:%20b", message), 422))
                .contains("\"recipient\"");
        assertThat(problem(mime("campaign=" + campaign + "&recipient=a&address=none&sentAt=today", message), 422))
                .contains("\"address\"", "\"sentAt\"");
        assertThat(problem(mime("campaign=" + campaign + "&recipient=a&trackingDomain=unknown.example", message), 422))
                .contains("\"trackingDomain\"");
        problem(mime("campaign=" + UUID.randomUUID() + "&recipient=a", message), 404);
        problem(mime("snapshot=" + UUID.randomUUID() + "&recipient=a", message), 404);
        String large = "x".repeat(1200 * 1024);
        assertThat(problem(mime("campaign=" + campaign + "&recipient=a", raw("", large)), 413))
                .contains("tallymark.message.max-part-megabytes");
        assertThat(api.post("/api/v1/campaigns/" + campaign + "/snapshots", content(large, null, null))
                        .statusCode())
                .isEqualTo(413);
        String links = "<a href='https://example.com/'>x</a>".repeat(10_001);
        HttpResponse<String> many =
                api.post("/api/v1/campaigns/" + campaign + "/snapshots", content(links, null, null));
        assertThat(many.statusCode()).isEqualTo(422);
        assertThat(many.body()).contains("10001 links", "tallymark.message.max-links");
        JsonObject first = snapshot(campaign, content(LINK, null, null));
        assertThat(first.getInt("version")).as("nothing was stored before").isEqualTo(1);
    }

    @Test
    void tenThousandLinksAreTracked() {
        String links = "<a href='https://example.com/'>x</a>".repeat(10_000);
        JsonObject snapshot = snapshot(api.campaign("many"), content(links, null, null));
        assertThat(snapshot.getJsonArray("links")).hasSize(10_000);
        JsonObject message = message(snapshot, "{\"recipient\":\"r\"}");
        Set<String> urls = new HashSet<>();
        message.getJsonArray("links").getValuesAs(JsonObject.class).forEach(link -> urls.add(link.getString("url")));
        assertThat(urls).hasSize(10_000);
    }

    @Test
    void aRepeatedRawMessageIsMintedOnce() {
        String campaign = api.campaign("again");
        byte[] message = raw("Subject: s\r\n", LINK);
        String key = UUID.randomUUID().toString();
        List<byte[]> bodies = java.util.stream.Stream.of(1, 2)
                .map(n -> api.bytes(api.request("/api/v1/messages/mime?campaign=" + campaign + "&recipient=a")
                                .header("Content-Type", "message/rfc822")
                                .header("Idempotency-Key", key)
                                .POST(BodyPublishers.ofByteArray(message)))
                        .body())
                .toList();
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
    }
}
