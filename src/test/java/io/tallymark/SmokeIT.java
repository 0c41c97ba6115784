package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From nothing to the first click in the event list, on every server and database alike. */
class SmokeIT extends Deployed {

    private static final String HTML =
            "<!DOCTYPE html>\r\n<html><body><p>Café &copy;</p><a class=b href='https://example.com/a?x=1&amp;y=%2F|%zz#f'>Shop</a>"
                    + "<a href=\"https://example.com/unsubscribe\">leave</a></body></html>\r\n";

    @Test
    void aMessageIsMintedOpenedAndClicked() {
        String campaign = api.campaign("Spring sale ☀");
        JsonObject snapshot = api.snapshot(campaign, HTML);
        assertThat(snapshot.getInt("version")).isEqualTo(1);
        assertThat(snapshot.getJsonArray("links").getJsonObject(0).getString("target"))
                .isEqualTo("https://example.com/a?x=1&y=%2F|%zz#f");
        assertThat(snapshot.getJsonArray("links").getJsonObject(1).getString("reason"))
                .isEqualTo("UNSUBSCRIBE");

        Api.Sent message = api.message(snapshot, "crm-42", null);
        assertThat(undone(message)).as("only link and pixel were changed").isEqualTo(HTML);
        Api.Sent own = api.message(snapshot, "crm-43", "<a href='https://example.com/own'>x</a>");

        HttpResponse<byte[]> open = api.bytes(
                api.follow(message.openUrl()).header("User-Agent", "Mail/1 é").GET());
        assertThat(open.statusCode()).isEqualTo(200);
        assertThat(open.body()).hasSize(43).startsWith('G', 'I', 'F', '8', '9', 'a');
        assertThat(open.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(open.headers().firstValue("Cache-Control")).contains("no-store, no-cache, must-revalidate, private");
        assertThat(open.headers().firstValue("Pragma")).contains("no-cache");
        assertThat(open.headers().firstValue("Expires")).contains("0");

        HttpResponse<String> click = api.click(message.clickUrls().get(0));
        assertThat(click.statusCode()).isEqualTo(302);
        assertThat(click.headers().firstValue("Location")).contains("https://example.com/a?x=1&y=%2F|%zz#f");
        assertThat(click.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(click.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        HttpResponse<String> head = api.send(
                api.follow(own.clickUrls().get(0)).method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(302);

        Api.await(20, "three events", () -> api.events("campaign=" + campaign).size() == 3);
        List<JsonObject> events = api.events("campaign=" + campaign + "&kind=CLICK");
        assertThat(events).extracting(event -> event.getString("method")).containsExactly("GET", "HEAD");
        assertThat(events.get(0).getString("target")).isEqualTo("https://example.com/a?x=1&y=%2F|%zz#f");
        Api.await(
                20,
                "verdicts",
                () -> api.events("campaign=" + campaign + "&class=UNDECIDED").isEmpty());
        assertThat(api.events("campaign=" + campaign + "&class=SCANNER"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(event -> {
                    assertThat(event.getJsonArray("reasons").getJsonObject(0).getString("evidence"))
                            .isNotEmpty();
                    assertThat(event.getString("ruleset")).isNotEmpty();
                });
        HttpResponse<String> run =
                api.post("/api/v1/classification/runs", "{\"campaignId\":\"" + campaign + "\",\"dryRun\":false}");
        assertThat(run.statusCode()).as(run.body()).isEqualTo(202);
        String path = "/api/v1/classification/runs/" + Api.json(run).getString("id");
        Api.await(
                30, "the run", () -> Api.json(api.get(path)).getString("status").equals("DONE"));
        assertThat(Api.json(api.get(path)).getInt("events")).isEqualTo(3);

        Api.await(20, "events are counted", () -> {
            JsonObject counted = Api.json(api.get("/api/v1/messages/" + message.id()));
            return counted.getInt("openCount") == 1 && counted.getInt("clickCount") == 1;
        });
        JsonObject history = Api.json(api.get("/api/v1/messages/" + message.id()));
        assertThat(history.getString("recipient")).isEqualTo("crm-42");
        assertThat(Instant.parse(history.getString("firstOpenAt")))
                .isBefore(Instant.parse(history.getString("firstClickAt")));
        assertThat(history.getJsonArray("events").getJsonObject(0).get("linkId"))
                .isEqualTo(JsonValue.NULL);
    }

    @Test
    void importsAreTakenLineByLineAndRepeatsChangeNothing() {
        Api.Sent message = api.send("<a href='https://example.com/a'>a</a>");
        String line = "{\"messageId\":\"" + message.id() + "\",\"kind\":\"CLICK\",\"linkId\":\""
                + message.linkIds().get(0)
                + "\",\"occurredAt\":\"2020-02-03T04:05:06.789Z\",\"method\":\"GET\",\"userAgent\":\"old\",\"ip\":\"203.0.113.77\","
                + "\"importId\":\"" + message.id() + "-1\",\"headers\":{\"accept\":\"*/*\"}}";
        String body = line + "\nnot json\n"
                + line.replace(message.id() + "\",\"kind", "00000000-0000-0000-0000-000000000001\",\"kind") + "\n";
        for (int repeat = 0; repeat < 2; repeat++) {
            JsonObject result =
                    Api.json(api.post("/api/v1/events/import", body, "Content-Type", "application/x-ndjson"));
            assertThat(result.getInt("accepted")).isEqualTo(1);
            assertThat(result.getJsonArray("rejected"))
                    .extracting(item -> item.asJsonObject().getInt("line"))
                    .containsExactly(2, 3);
        }
        List<JsonObject> events = api.events("message=" + message.id());
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getString("occurredAt")).isEqualTo("2020-02-03T04:05:06.789Z");
        assertThat(events.get(0).getString("ip"))
                .as("shortened, because it is old")
                .isEqualTo("203.0.113.0");
        assertThat(events.get(0).getString("importId")).isEqualTo(message.id() + "-1");
    }

    @Test
    void aRawMessageIsInstrumented() {
        byte[] message = ("Subject: =?utf-8?b?w6Q=?=\r\nDate: Tue, 24 Nov 2026 10:00:00 +0100\r\n"
                        + "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + "<a href=3D\"https://example.com/=E4\">x</a>")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        HttpResponse<byte[]> answer =
                api.bytes(api.request("/api/v1/messages/mime?recipient=r&campaign=" + api.campaign("raw"))
                        .header("Content-Type", "message/rfc822")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(message)));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(200);
        JsonObject snapshot = Api.json(api.get("/api/v1/snapshots/"
                + answer.headers().firstValue("X-Tallymark-Snapshot").orElseThrow()));
        assertThat(snapshot.getString("subject")).isEqualTo("ä");
        assertThat(snapshot.getJsonArray("links").getJsonObject(0).getString("target"))
                .isEqualTo("https://example.com/ä");
    }

    private static String undone(Api.Sent message) {
        String html = message.html().replace(message.clickUrls().get(0), "https://example.com/a?x=1&amp;y=%2F|%zz#f");
        int pixel = html.indexOf("<img src=\"" + message.openUrl());
        return html.substring(0, pixel) + html.substring(html.indexOf('>', pixel) + 1);
    }
}
