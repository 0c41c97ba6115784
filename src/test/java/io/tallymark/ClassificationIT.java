package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What requests are taken for in the running product, and what an operator can do about it. */
class ClassificationIT extends Deployed {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
    private static final String GMAIL =
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    private static final String SENT = "2026-11-20T09:00:00.000Z";
    private static final String HTML = "<a href='https://example.com/1'>1</a><a href='https://example.com/2'>2</a>"
            + "<a href='https://example.com/3'>3</a><a href='https://example.com/4'>4</a>";

    private int imported;

    @AfterEach
    void forget() {
        api.put("/api/v1/classification/local", "{}");
        api.assertTalliesAreRight();
    }

    private List<Api.Sent> messages(int count) {
        JsonObject snapshot = api.snapshot(api.campaign("classified"), HTML);
        List<Api.Sent> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(api.message(snapshot, "r" + i, null));
        }
        return messages;
    }

    /** An imported event at a time of that day. */
    private String line(Api.Sent message, int link, String time, String method, String userAgent, String ip) {
        var line = Json.createObjectBuilder()
                .add("messageId", message.id())
                .add("kind", link < 0 ? "OPEN" : "CLICK")
                .add("occurredAt", "2026-11-20T" + time + "Z")
                .add("method", method)
                .add("userAgent", userAgent)
                .add("ip", ip)
                .add("importId", message.id() + "/" + imported++);
        if (link >= 0) {
            line.add("linkId", message.linkIds().get(link));
        }
        return line.build().toString();
    }

    private void take(String... lines) {
        HttpResponse<String> answer = api.send(api.request("/api/v1/events/import")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))));
        assertThat(Api.json(answer).getInt("accepted")).as(answer.body()).isEqualTo(lines.length);
    }

    private List<String> classes(Api.Sent message) {
        return api.events("message=" + message.id()).stream()
                .map(event -> event.getString("class"))
                .toList();
    }

    private void awaitClasses(Api.Sent message, String... expected) {
        Api.await(25, "classes", () -> {
            assertThat(classes(message)).containsExactly(expected);
            return true;
        });
    }

    @Test
    void everyEventHasItsClassWithReasonsAndRuleSet() {
        Api.Sent message = messages(1).get(0);
        take(
                line(message, -1, "09:10:00.000", "GET", GMAIL, "66.249.81.1"),
                line(message, 0, "09:10:04.000", "GET", CHROME, "198.51.100.7"),
                line(message, 0, "09:10:05.000", "GET", CHROME, "198.51.100.7"),
                line(message, 1, "09:11:00.000", "HEAD", CHROME, "198.51.100.99"),
                line(message, 1, "09:12:00.000", "GET", "curl/8.5.0", "198.51.100.98"));
        awaitClasses(message, "PROXY", "HUMAN", "DUPLICATE", "SCANNER", "SCANNER");
        JsonObject first = api.events("message=" + message.id()).get(0);
        assertThat(first.getJsonArray("reasons").getJsonObject(0).getString("evidence"))
                .contains("GoogleImageProxy");
        assertThat(first.getString("ruleset")).isEqualTo(ruleset());
        assertThat(first.getString("classifiedAt")).isNotEmpty();
        assertThat(api.events("message=" + message.id() + "&class=SCANNER")).hasSize(2);
        assertThat(api.events("message=" + message.id() + "&class=UNDECIDED")).isEmpty();
    }

    private String ruleset() {
        JsonObject ruleSet = Api.json(api.get("/api/v1/classification/ruleset"));
        assertThat(ruleSet.getJsonArray("rules")).isNotEmpty();
        assertThat(ruleSet.getJsonArray("signatures").getJsonObject(0).getString("source"))
                .isNotEmpty();
        return ruleSet.getString("version");
    }

    @Test
    void aCapturedRequestIsDecidedWithinSeconds() {
        Api.Sent message = messages(1).get(0);
        api.send(api.follow(message.openUrl()).header("User-Agent", GMAIL).GET());
        awaitClasses(message, "PROXY");
    }

    @Test
    void aBurstThatCompletesLaterRelabelsItsBeginning() {
        Api.Sent message = messages(1).get(0);
        take(line(message, 0, "09:00:43.000", "GET", CHROME, "198.51.100.20"));
        awaitClasses(message, "HUMAN");
        take(
                line(message, 1, "09:00:43.200", "GET", CHROME, "198.51.100.20"),
                line(message, 2, "09:00:43.400", "GET", CHROME, "198.51.100.20"),
                line(message, 3, "09:00:43.500", "GET", CHROME, "198.51.100.20"));
        awaitClasses(message, "SCANNER", "SCANNER", "SCANNER", "SCANNER");
    }

    @Test
    void aGatewayThatGoesOnRelabelsWhatItDidToOthers() {
        List<Api.Sent> messages = messages(8);
        take(line(messages.get(0), 0, "09:01:00.000", "GET", CHROME, "203.0.113.50"));
        awaitClasses(messages.get(0), "HUMAN");
        for (int i = 1; i < 8; i++) {
            take(line(messages.get(i), 0, "09:01:00." + i + "00", "GET", CHROME, "203.0.113.50"));
        }
        for (Api.Sent message : messages) {
            awaitClasses(message, "SCANNER");
        }
    }

    @Test
    void localKnowledgeIsCheckedPreviewedAndApplied() {
        JsonObject snapshot = api.snapshot(api.campaign("local"), HTML);
        HttpResponse<String> sent = api.post(
                "/api/v1/snapshots/" + snapshot.getString("id") + "/messages",
                "{\"messages\":[{\"recipient\":\"q\",\"address\":\"QA@Own.example\"}]}");
        String id = Api.json(sent).getJsonArray("messages").getJsonObject(0).getString("id");
        Api.Sent qa = new Api.Sent(id, "", snapshot.getString("campaignId"), "", "", List.of(), List.of());
        Api.Sent other = api.message(snapshot, "o", null);
        Api.Sent gate = api.message(snapshot, "g", null);
        take(
                line(qa, -1, "10:00:00.000", "GET", CHROME, "198.51.100.30"),
                line(other, -1, "10:00:00.000", "GET", CHROME, "192.0.2.77"),
                line(gate, 0, "10:00:00.000", "GET", CHROME + " AcmeGate", "198.51.100.31"));
        awaitClasses(qa, "HUMAN");
        awaitClasses(other, "HUMAN");
        awaitClasses(gate, "HUMAN");

        String wrong = "{\"networks\":[\"192.0.2.0/33\",\"0.0.0.0/0\"],\"recipients\":[\"nobody\"],"
                + "\"signatures\":[{\"class\":\"HUMAN\",\"userAgentContains\":\"x\"},{\"class\":\"SCANNER\",\"userAgentContains\":\"Mozilla\"}]}";
        HttpResponse<String> refused = api.put("/api/v1/classification/local", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Api.json(refused).getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .contains(
                        "networks[0]",
                        "networks[1]",
                        "recipients[0]",
                        "signatures[0].class",
                        "signatures[1].userAgentContains");

        String before = ruleset();
        String local = "{\"networks\":[\"192.0.2.0/24\"],\"recipients\":[\"*@own.example\"],"
                + "\"signatures\":[{\"class\":\"SCANNER\",\"userAgentContains\":\"AcmeGate\"}]}";
        JsonObject preview = Api.json(api.post("/api/v1/classification/local/preview?days=3000", local));
        assertThat(preview.getJsonArray("networks").getJsonObject(0).getInt("events"))
                .isGreaterThanOrEqualTo(1);
        assertThat(preview.getJsonArray("recipients").getJsonObject(0).getInt("events"))
                .isGreaterThanOrEqualTo(1);
        assertThat(preview.getJsonArray("signatures").getJsonObject(0).getInt("events"))
                .isGreaterThanOrEqualTo(1);
        assertThat(ruleset()).isEqualTo(before);
        JsonObject changed = Api.json(api.put("/api/v1/classification/local", local));
        assertThat(changed.getString("ruleset"))
                .isEqualTo(preview.getString("ruleset"))
                .isNotEqualTo(before);
        assertThat(Api.json(api.get("/api/v1/classification/local"))).isEqualTo(changed);

        JsonObject dry = run("{\"campaignId\":\"" + qa.campaign() + "\",\"dryRun\":true}");
        assertThat(dry.getJsonArray("changed").toString())
                .contains("{\"from\":\"HUMAN\",\"to\":\"INTERNAL_TEST\",\"count\":2}")
                .contains("{\"from\":\"HUMAN\",\"to\":\"SCANNER\",\"count\":1}");
        assertThat(dry.getInt("messages")).isEqualTo(3);
        assertThat(dry.getInt("events")).isEqualTo(3);
        assertThat(classes(qa)).as("a dry run writes nothing").containsExactly("HUMAN");
        JsonObject real = run("{\"campaignId\":\"" + qa.campaign() + "\"}");
        assertThat(real.getJsonArray("changed")).isEqualTo(dry.getJsonArray("changed"));
        assertThat(classes(qa)).containsExactly("INTERNAL_TEST");
        assertThat(classes(other)).containsExactly("INTERNAL_TEST");
        assertThat(classes(gate)).containsExactly("SCANNER");
        assertThat(run("{\"campaignId\":\"" + qa.campaign() + "\"}").getJsonArray("changed"))
                .isEmpty();
    }

    private JsonObject run(String body) {
        HttpResponse<String> started = api.post("/api/v1/classification/runs", body);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        assertThat(Api.json(started).getString("status")).isEqualTo("RUNNING");
        String path = "/api/v1/classification/runs/" + Api.json(started).getString("id");
        Api.await(
                30, "the run", () -> Api.json(api.get(path)).getString("status").equals("DONE"));
        assertThat(api.get("/api/v1/classification/runs").body())
                .contains(Api.json(started).getString("id"));
        return Api.json(api.get(path));
    }

    @Test
    void runsAreStoppedAndUnknownOnesNotFound() {
        assertThat(api.get("/api/v1/classification/runs/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(api.post("/api/v1/classification/runs", "{\"campaignId\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.post("/api/v1/classification/runs", "{\"dryRun\":1}").statusCode())
                .isEqualTo(422);
        JsonObject started = Api.json(api.post("/api/v1/classification/runs", "{\"dryRun\":true}"));
        HttpResponse<String> stopped = api.post("/api/v1/classification/runs/" + started.getString("id") + "/stop", "");
        assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(200);
        assertThat(Api.json(stopped).getString("status")).isIn("STOPPED", "DONE");
        assertThat(api.health("classification").getBoolean("up", true)).isTrue();
    }
}
