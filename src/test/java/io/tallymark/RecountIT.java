package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.SimulatedMessage.Labelled;
import io.tallymark.simulation.Simulation;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to events - imports, imports again, live requests, other rules, runs, a node killed in the middle of one, a
 * recipient erased - a recount from raw events and verdicts finds no tally that is wrong (R6).
 */
class RecountIT {

    private static final int SLICES = 6;
    private static final int LINKS = 8;
    private static final String OTHER_RULES =
            "{\"networks\":[\"192.0.2.0/24\"],\"signatures\":[{\"class\":\"SCANNER\",\"userAgentContains\":\"Outlook\"}]}";

    @TempDir
    Path home;

    private final List<List<String>> imports = new ArrayList<>();
    private List<Api.Sent> sent;
    private Api api;

    @Test
    void r6_onTheEmbeddedDatabase() {
        story(Map.of());
    }

    @Test
    void r6_onPostgreSql() {
        try (Postgres postgres = Postgres.start(home)) {
            story(postgres.settings());
        }
    }

    private void story(Map<String, String> settings) {
        try (Node node = Node.start(home.resolve("node"), settings)) {
            api = node.api();
            ready();
            send();
            for (List<String> lines : imports.subList(0, SLICES / 2)) {
                take(lines);
                api.assertTalliesAreRight();
            }
            settled();
            int before = counted("opens", "SCANNER");

            assertThat(api.put("/api/v1/classification/local", OTHER_RULES).statusCode())
                    .isEqualTo(200);
            String run = startRun();
            for (List<String> lines : imports.subList(SLICES / 2, SLICES)) {
                take(lines);
            }
            node.kill();
            node.start();
            ready();
            api.assertTalliesAreRight();
            Api.await(
                    120,
                    "the run",
                    () -> Api.json(api.get("/api/v1/classification/runs/" + run))
                            .getString("status")
                            .equals("DONE"));
            settled();
            assertThat(counted("opens", "SCANNER")).isGreaterThan(before);

            take(imports.get(0));
            settled();
            everythingIsThereOnce();
            eraseWhileOthersRead();
            Api.await(60, "all is decided", () -> counted("opens", "UNDECIDED") == 0);
            api.assertTalliesAreRight();
        }
    }

    private void ready() {
        Api.await(60, "ready", () -> api.get("/health/ready").statusCode() == 200);
    }

    /** Nothing waits any more, and the tallies are right. */
    private void settled() {
        Api.await(120, "nothing waits", () -> report().getInt("pending") == 0);
        api.assertTalliesAreRight();
    }

    private JsonObject report() {
        return Api.json(api.get("/api/v1/campaigns/" + sent.get(0).campaign() + "/report"));
    }

    private int counted(String kind, String eventClass) {
        return report().getJsonObject(kind).getJsonObject("byClass").getInt(eventClass);
    }

    /** Sends what the simulation sends, and keeps what happened to it as lines to import. */
    private void send() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < LINKS; i++) {
            html.append("<a href='https://example.com/")
                    .append(i)
                    .append("'>")
                    .append(i)
                    .append("</a>");
        }
        JsonObject snapshot = api.snapshot(api.campaign("recounted"), html.toString());
        sent = new ArrayList<>();
        Instant start = Instant.now().minus(12, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        new Simulation(3, start).slices(SLICES).forEach(slice -> {
            JsonArrayBuilder messages = Json.createArrayBuilder();
            for (SimulatedMessage message : slice) {
                // each recipient has several messages
                messages.add(Json.createObjectBuilder()
                        .add("recipient", "r" + Math.floorMod(message.id().hashCode(), 50))
                        .add("sentAt", message.sentAt().toString())
                        .add("internalTest", message.internal()));
            }
            HttpResponse<String> answer = api.post(
                    "/api/v1/snapshots/" + snapshot.getString("id") + "/messages",
                    Json.createObjectBuilder().add("messages", messages).build().toString());
            assertThat(answer.statusCode()).isEqualTo(200);
            List<JsonObject> minted = Api.json(answer).getJsonArray("messages").getValuesAs(JsonObject.class);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < slice.size(); i++) {
                Api.Sent message = Api.Sent.of(minted.get(i), snapshot);
                sent.add(message);
                slice.get(i).events().forEach(event -> lines.add(line(message, event)));
            }
            imports.add(lines);
        });
    }

    private static String line(Api.Sent message, Labelled event) {
        var request = event.request();
        var line = Json.createObjectBuilder()
                .add("messageId", message.id())
                .add("kind", request.click() ? "CLICK" : "OPEN")
                .add("occurredAt", request.at().toString())
                .add("method", request.method())
                .add("userAgent", request.userAgent())
                .add("ip", request.address())
                .add("importId", request.id().toString());
        if (request.click()) {
            line.add("linkId", message.linkIds().get((int) Math.floorMod(request.linkId(), (long) LINKS)));
        }
        return line.build().toString();
    }

    private void take(List<String> lines) {
        HttpResponse<String> answer = api.send(api.request("/api/v1/events/import")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))));
        assertThat(Api.json(answer).getInt("accepted")).as(answer.body()).isEqualTo(lines.size());
    }

    private String startRun() {
        HttpResponse<String> started = api.post("/api/v1/classification/runs", "{}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return Api.json(started).getString("id");
    }

    private void everythingIsThereOnce() {
        JsonObject report = report();
        assertThat(report.getJsonObject("opens").getInt("total")
                        + report.getJsonObject("clicks").getInt("total"))
                .isEqualTo(imports.stream().mapToInt(List::size).sum());
    }

    private void eraseWhileOthersRead() {
        Thread reader = new Thread(() -> sent.stream().limit(300).forEach(message -> api.click(message.openUrl())));
        reader.start();
        JsonObject erased =
                Api.json(api.send(api.request("/api/v1/recipients/r7").DELETE()));
        assertThat(erased.getInt("events")).as(erased.toString()).isPositive();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Api.await(
                60,
                "what was read is loaded",
                () -> api.health("journal").getInt("lastRecord")
                        == api.health("journal").getInt("loadedRecord"));
    }
}
