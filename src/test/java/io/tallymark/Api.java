package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What tests say to a running product over HTTP. */
final class Api {

    static final String KEY = "tm_test_0123456789abcdefghij";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final String key;

    Api(String base) {
        this(base, KEY);
    }

    private Api(String base, String key) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.key = key;
    }

    Api withKey(String other) {
        return new Api(base, other);
    }

    String base() {
        return base;
    }

    /** An instrumented message: where its pixel and links are. */
    record Sent(
            String id,
            String snapshot,
            String campaign,
            String html,
            String openUrl,
            List<String> clickUrls,
            List<String> linkIds) {

        /** One of the messages that the product answers with. */
        static Sent of(JsonObject message, JsonObject snapshot) {
            List<JsonObject> links = message.getJsonArray("links").getValuesAs(JsonObject.class);
            return new Sent(
                    message.getString("id"),
                    snapshot.getString("id"),
                    snapshot.getString("campaignId"),
                    message.getString("html"),
                    message.getString("openUrl"),
                    links.stream().map(link -> link.getString("url")).toList(),
                    links.stream().map(link -> link.getString("linkId")).toList());
        }
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(Duration.ofSeconds(60));
        return key == null || !path.contains("/api/") ? request : request.header("Authorization", "Bearer " + key);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    HttpResponse<String> put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    static JsonObject json(HttpResponse<String> response) {
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    private JsonObject posted(int status, String path, JsonObjectBuilder body) {
        HttpResponse<String> response = post(path, body.build().toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json(response);
    }

    String campaign(String name) {
        return posted(201, "/api/v1/campaigns", Json.createObjectBuilder().add("name", name))
                .getString("id");
    }

    JsonObject snapshot(String campaign, String html) {
        return posted(
                201,
                "/api/v1/campaigns/" + campaign + "/snapshots",
                Json.createObjectBuilder()
                        .add("subject", "Hello")
                        .add("sender", "News <news@example.com>")
                        .add("html", html));
    }

    /** One message of a snapshot, or with HTML of its own when {@code html} is not null. */
    Sent message(JsonObject snapshot, String recipient, String html) {
        JsonObjectBuilder message = Json.createObjectBuilder().add("recipient", recipient);
        if (html != null) {
            message.add("html", html);
        }
        JsonObject sent = posted(
                        200,
                        "/api/v1/snapshots/" + snapshot.getString("id") + "/messages",
                        Json.createObjectBuilder()
                                .add("messages", Json.createArrayBuilder().add(message)))
                .getJsonArray("messages")
                .getJsonObject(0);
        return Sent.of(sent, snapshot);
    }

    Sent send(String html) {
        return message(snapshot(campaign("test"), html), "r1", null);
    }

    /** A request of a public URL under this node's own address, whatever host the link names. */
    HttpRequest.Builder follow(String url) {
        return request(base + "/" + url.split("/", 4)[3]);
    }

    HttpResponse<String> click(String url) {
        return send(follow(url).GET());
    }

    /** Every event that matches a query like {@code message=…}, page by page. */
    List<JsonObject> events(String query) {
        List<JsonObject> events = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> page = get("/api/v1/events?limit=500&" + query + cursor);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            events.addAll(json(page).getJsonArray("items").getValuesAs(JsonObject.class));
            cursor = json(page).get("next") == JsonValue.NULL
                    ? ""
                    : "&cursor=" + json(page).getString("next");
        } while (!cursor.isEmpty());
        return events;
    }

    /** A recount from raw events and verdicts finds no tally that is wrong (R6). */
    void assertTalliesAreRight() {
        HttpResponse<String> started = post("/api/v1/reports/verification", "");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String path = "/api/v1/reports/verification/" + json(started).getString("id");
        await(60, "the recount", () -> json(get(path)).getString("status").equals("DONE"));
        JsonObject done = json(get(path));
        assertThat(done.getInt("campaigns")).isPositive();
        assertThat(done.getInt("differences"))
                .as(done.getJsonArray("details").toString())
                .isZero();
    }

    JsonObject health() {
        return json(get("/health/ready"));
    }

    JsonObject health(String part) {
        return health().getJsonObject("checks").getJsonObject(part);
    }

    /** Waits until {@code condition} holds; fails after {@code seconds}. */
    static void await(int seconds, String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(seconds);
        Throwable last = null;
        while (Instant.now().isBefore(end)) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
                last = null;
            } catch (RuntimeException | AssertionError e) {
                last = e;
            }
            sleep(100);
        }
        throw new AssertionError("Not within " + seconds + " s: " + what, last);
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
