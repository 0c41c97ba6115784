package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.token.SigningKeys;
import io.tallymark.token.TokenCodec;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the interface promises about good, bad and hostile requests. */
class ApiIT extends Deployed {

    private static final LocalDate TODAY = LocalDate.now(java.time.ZoneOffset.UTC);
    /** The key of the server under test, so that a test can make tokens the server never gave out. */
    private static final TokenCodec TOKENS =
            new TokenCodec(SigningKeys.parse("1:a2V5IGZvciB0ZXN0cywgMzIgYnl0ZXMgbG9uZyBvciBzbw"));

    private static void problem(HttpResponse<String> response, int status, String... fields) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = Api.json(response);
        assertThat(problem.keySet()).contains("type", "title", "status", "detail", "instance");
        assertThat(problem.getInt("status")).isEqualTo(status);
        if (fields.length > 0) {
            assertThat(problem.getJsonArray("errors"))
                    .extracting(error -> error.asJsonObject().getString("field"))
                    .contains(fields);
        }
    }

    @Test
    void keysDecideWhoMayCall() {
        problem(api.withKey(null).get("/api/v1/campaigns"), 401);
        problem(api.withKey("wrong").get("/api/v1/campaigns"), 401);
        problem(api.withKey(null).get("/api/v1/no-such-thing"), 401);
        problem(api.get("/api/v1/no-such-thing"), 404);
        assertThat(api.withKey("wrong").get("/api/v1/campaigns").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
        assertThat(api.send(api.withKey(null).request("/api/v1/campaigns").header("Authorization", "Basic eDp5"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void unreadableAndInvalidBodiesAreToldByField() {
        String campaign = api.campaign("c");
        problem(api.post("/api/v1/campaigns", "{"), 400);
        problem(api.post("/api/v1/campaigns", "[]"), 400);
        problem(api.post("/api/v1/campaigns", "{}"), 422, "name");
        problem(
                api.post("/api/v1/campaigns", "{\"name\":\"" + "x".repeat(201) + "\",\"reference\":5}"),
                422,
                "name",
                "reference");
        problem(api.post("/api/v1/campaigns", "{\"name\":\"a\\u0000b\"}"), 422, "name");
        problem(
                api.post("/api/v1/campaigns/" + campaign + "/snapshots", "{\"html\":5}"),
                422,
                "subject",
                "sender",
                "html");
        problem(
                api.post(
                        "/api/v1/campaigns/" + campaign + "/snapshots",
                        "{\"subject\":\"s\",\"sender\":\"s\",\"html\":\"x\",\"trackingDomain\":\"unknown.example\","
                                + "\"sentAt\":\"2026-11-23T10:00:00Z\"}"),
                422,
                "trackingDomain");
        problem(
                api.post(
                        "/api/v1/campaigns/" + campaign + "/snapshots",
                        "{\"subject\":\"s\",\"sender\":\"s\",\"html\":\"x\",\"tracking\":{\"opens\":\"MAYBE\"},\"sentAt\":\"today\"}"),
                422,
                "tracking.opens",
                "sentAt");
        problem(
                api.post("/api/v1/campaigns/nonsense/snapshots", "{\"subject\":\"s\",\"sender\":\"s\",\"html\":\"x\"}"),
                404);
        JsonObject snapshot = api.snapshot(campaign, "<p>x");
        String messages = "/api/v1/snapshots/" + snapshot.getString("id") + "/messages";
        problem(api.post(messages, "{}"), 422, "messages");
        problem(api.post(messages, "{\"messages\":[]}"), 422, "messages");
        problem(
                api.post(messages, "{\"messages\":[{},{\"recipient\":\"r\",\"address\":\"no address\"}]}"),
                422,
                "messages[0].recipient",
                "messages[1].address");
        problem(
                api.post(
                        messages,
                        "{\"messages\":[" + "{\"recipient\":\"r\"},".repeat(1000) + "{\"recipient\":\"r\"}]}"),
                422,
                "messages");
        problem(
                api.post(
                        "/api/v1/snapshots/" + UUID.randomUUID() + "/messages",
                        "{\"messages\":[{\"recipient\":\"r\"}]}"),
                404);
        problem(api.post("/api/v1/campaigns", "{\"name\":\"" + "x".repeat(3 << 20) + "\"}"), 413);
        problem(api.get("/api/v1/campaigns?limit=0"), 422, "limit");
        problem(api.get("/api/v1/campaigns?limit=501"), 422, "limit");
        problem(api.get("/api/v1/campaigns?cursor=garbage"), 422, "cursor");
        problem(api.get("/api/v1/events?campaign=x"), 422, "campaign");
        problem(api.get("/api/v1/events?kind=x"), 422, "kind");
        problem(api.get("/api/v1/events?class=x"), 422, "class");
        problem(api.get("/api/v1/events?from=x"), 422, "from");
        problem(api.get("/api/v1/events?from=%2B999999999-01-01T00:00:00Z"), 422, "from");
        String farCursor = java.util.Base64.getUrlEncoder()
                .encodeToString(("+999999999-01-01T00:00:00Z " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        problem(api.get("/api/v1/events?cursor=" + farCursor.replace("=", "")), 422, "cursor");
        problem(api.get("/api/v1/messages/" + UUID.randomUUID()), 404);
        problem(api.post("/api/v1/campaigns", "name=x", "Content-Type", "application/x-www-form-urlencoded"), 415);
        problem(api.send(api.request("/api/v1/campaigns").DELETE()), 405);
    }

    @Test
    void sameContentIsTheSameSnapshotAndOtherContentTheNextVersion() {
        String path = "/api/v1/campaigns/" + api.campaign("versions") + "/snapshots";
        String body = "{\"subject\":\"s\",\"sender\":\"n\",\"html\":\"<p>x\",\"sentAt\":\"2026-11-23T10:00:00.000Z\"}";
        HttpResponse<String> first = api.post(path, body);
        HttpResponse<String> again = api.post(path, body);
        HttpResponse<String> other = api.post(path, body.replace("<p>x", "<p>y"));
        assertThat(List.of(first.statusCode(), again.statusCode(), other.statusCode()))
                .containsExactly(201, 200, 201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Api.json(other).getInt("version")).isEqualTo(2);
        assertThat(first.headers().firstValue("Location"))
                .contains("/api/v1/snapshots/" + Api.json(first).getString("id"));
        assertThat(api.get("/api/v1/snapshots/" + Api.json(first).getString("id"))
                        .body())
                .isEqualTo(first.body());
    }

    @Test
    void aRepeatedRequestWithAKeyCreatesNothingTwice() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\":\"once\"}";
        HttpResponse<String> first = api.post("/api/v1/campaigns", body, "Idempotency-Key", key);
        HttpResponse<String> again = api.post("/api/v1/campaigns", body, "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        problem(api.post("/api/v1/campaigns", "{\"name\":\"twice\"}", "Idempotency-Key", key), 422, "Idempotency-Key");

        JsonObject snapshot = api.snapshot(Api.json(first).getString("id"), "<a href='https://example.com/'>x</a>");
        String messages = "/api/v1/snapshots/" + snapshot.getString("id") + "/messages";
        String two =
                "{\"messages\":[{\"recipient\":\"a\"},{\"recipient\":\"b\",\"html\":\"<a href='https://example.com/own'>o</a>\"}]}";
        String json = api.post(messages, two, "Idempotency-Key", key + "m").body();
        String lines = api.post(messages, two, "Idempotency-Key", key + "m", "Accept", "application/x-ndjson")
                .body();
        assertThat(json).isEqualTo("{\"messages\":[" + lines.strip().replace("\n", ",") + "]}");
        problem(api.post(messages, "{\"messages\":[{}]}", "Idempotency-Key", key + "bad"), 422);
        assertThat(api.post(messages, two, "Idempotency-Key", key + "bad").statusCode())
                .as("a refusal is not remembered")
                .isEqualTo(200);
    }

    @Test
    void aRaceOfEqualRequestsCreatesOneThing() {
        String key = UUID.randomUUID().toString();
        List<String> bodies = IntStream.range(0, 8)
                .parallel()
                .mapToObj(n -> api.post("/api/v1/campaigns", "{\"name\":\"race\"}", "Idempotency-Key", key)
                        .body())
                .distinct()
                .toList();
        assertThat(bodies).hasSize(1);
        JsonObject snapshot = api.snapshot(
                Json.createReader(new java.io.StringReader(bodies.get(0)))
                        .readObject()
                        .getString("id"),
                "x");
        List<Integer> versions = IntStream.range(0, 8)
                .parallel()
                .mapToObj(n -> Api.json(api.post(
                                "/api/v1/campaigns/" + snapshot.getString("campaignId") + "/snapshots",
                                "{\"subject\":\"" + n + "\",\"sender\":\"s\",\"text\":\"t\"}"))
                        .getInt("version"))
                .sorted()
                .toList();
        assertThat(versions).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void policiesTurnTrackingOff() {
        String path = "/api/v1/campaigns/" + api.campaign("policy") + "/snapshots";
        JsonObject snapshot = Api.json(
                api.post(
                        path,
                        "{\"subject\":\"s\",\"sender\":\"s\",\"html\":\"<a href='https://example.com/'>x</a>\",\"text\":\"t\",\"tracking\":{\"clicks\":\"OFF\"}}"));
        assertThat(snapshot.getJsonArray("links").getJsonObject(0).getString("reason"))
                .isEqualTo("POLICY");
        JsonObject messages = Api.json(
                api.post(
                        "/api/v1/snapshots/" + snapshot.getString("id") + "/messages",
                        "{\"messages\":[{\"recipient\":\"a\"},{\"recipient\":\"b\",\"tracking\":{\"opens\":\"OFF\",\"clicks\":\"IDENTIFIED\"}}]}"));
        JsonObject first = messages.getJsonArray("messages").getJsonObject(0);
        JsonObject second = messages.getJsonArray("messages").getJsonObject(1);
        assertThat(first.getJsonArray("links")).isEmpty();
        assertThat(first.getString("html")).startsWith("<a href='https://example.com/'>x</a><img");
        assertThat(second.getString("html")).isEqualTo("<a href='https://example.com/'>x</a>");
        assertThat(second.isNull("openUrl")).isTrue();
        assertThat(second.getString("text")).isEqualTo("t");
    }

    @Test
    void trackingDomainsCarryTheLinks() {
        assertThat(api.put(
                                "/api/v1/tracking-domains/track.example.com",
                                "{\"baseUrl\":\"https://track.example.com/\",\"brand\":\"E\"}")
                        .statusCode())
                .isEqualTo(200);
        problem(
                api.put("/api/v1/tracking-domains/track.example.com", "{\"baseUrl\":\"https://other.example.com\"}"),
                422,
                "baseUrl");
        problem(
                api.put("/api/v1/tracking-domains/track.example.com", "{\"baseUrl\":\"ftp://track.example.com\"}"),
                422,
                "baseUrl");
        problem(api.put("/api/v1/tracking-domains/BAD_", "{\"baseUrl\":\"https://bad\"}"), 422, "host");
        assertThat(api.get("/api/v1/tracking-domains").body()).contains("\"host\":\"track.example.com\"");
        JsonObject snapshot = Api.json(
                api.post(
                        "/api/v1/campaigns/" + api.campaign("domain") + "/snapshots",
                        "{\"subject\":\"s\",\"sender\":\"s\",\"trackingDomain\":\"Track.example.com\",\"html\":"
                                + "\"<a href='https://example.com/'>x</a><a href='https://TRACK.example.com:443/c/x'>y</a>\"}"));
        assertThat(snapshot.getJsonArray("links").getJsonObject(1).getString("reason"))
                .isEqualTo("TRACKING_HOST");
        Api.Sent message = api.message(snapshot, "r", null);
        assertThat(message.openUrl()).startsWith("https://track.example.com/o/");
        assertThat(message.clickUrls()).singleElement().asString().startsWith("https://track.example.com/c/");
        assertThat(api.click(message.clickUrls().get(0)).statusCode()).isEqualTo(302);
    }

    @Test
    void redirectsLeadExactlyWhereTheAuthorSaid() {
        List<String> targets = List.of(
                "https://example.com/a?x=1&y=2&copy=3",
                "https://example.com/%2F%zz|^{}`<>",
                "http://my_shop.example:8080/a?b#frag",
                "https://user@example.com/",
                "https://example.com/?q=" + "x".repeat(2_000),
                "https://example.com/a b");
        for (String target : targets) {
            Api.Sent message =
                    api.send("<a href=\"" + target.replace("&", "&amp;").replace("\"", "&quot;") + "\">x</a>");
            assertThat(api.click(message.clickUrls().get(0)).headers().firstValue("Location"))
                    .contains(target);
        }
        Api.Sent message = api.send("<a href=\"https://bücher.example/ä?ö#ü\">x</a>");
        assertThat(api.click(message.clickUrls().get(0)).headers().firstValue("Location"))
                .contains("https://b%C3%BCcher.example/%C3%A4?%C3%B6#%C3%BC");
    }

    @Test
    void expiredTokensRedirectWithoutARecordAndOpenNothing() {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        UUID id = UUID.fromString(message.id());
        long link = Long.parseUnsignedLong(message.linkIds().get(0), 16);
        int before = api.health("journal").getInt("accepted");
        assertThat(api.click("http://h/"
                                + TOKENS.clickPath(id, link, TODAY.minusDays(1), 1)
                                        .substring(1))
                        .statusCode())
                .isEqualTo(302);
        assertThat(api.click("http://h/"
                                + TOKENS.openPath(id, TODAY.minusDays(1), 1).substring(1))
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.click("http://h/" + TOKENS.clickPath(id, 12345, TODAY, 1).substring(1))
                        .statusCode())
                .as("no such link")
                .isEqualTo(404);
        assertThat(api.health("journal").getInt("accepted")).isEqualTo(before);
        assertThat(api.click("http://h/" + TOKENS.openPath(id, TODAY, 1).substring(1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.health("journal").getInt("accepted")).isEqualTo(before + 1);
    }

    @Test
    void guessedAndAlteredTokensCostNothing() {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        int before = api.health("journal").getInt("accepted");
        Random random = new Random(1);
        for (String url : List.of(message.openUrl(), message.clickUrls().get(0))) {
            for (int i = 0; i < 300; i++) {
                int at = url.indexOf("/", 10) + 3 + random.nextInt(url.length() - url.indexOf("/", 10) - 3);
                char other = "ABCxyz019-_".charAt(random.nextInt(11));
                if (other != url.charAt(at)) {
                    HttpResponse<String> answer = api.click(url.substring(0, at) + other + url.substring(at + 1));
                    assertThat(answer.statusCode()).isEqualTo(404);
                    assertThat(answer.body()).isEqualTo("Not found\n");
                }
            }
        }
        String open = message.openUrl();
        String click = message.clickUrls().get(0);
        for (String url : List.of(
                open.replace("/o/", "/c/").replace(".gif", ""),
                click.replace("/c/", "/o/").replace("?", ".gif?"),
                open.replace(".gif", ""),
                open.replace(".gif", ".png"),
                open.replace("sig=", "SIG="),
                open.substring(0, open.indexOf('?')),
                click + "A",
                "http://h/o/",
                "http://h/c")) {
            assertThat(api.click(url).statusCode()).as(url).isEqualTo(404);
        }
        assertThat(api.health("journal").getInt("accepted")).isEqualTo(before);
        assertThat(api.click(click + "&utm_source=gateway").statusCode())
                .as("what a gateway appends does not matter")
                .isEqualTo(302);
    }

    @Test
    void otherMethodsAreRefused() {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            for (String url : List.of(message.openUrl(), message.clickUrls().get(0))) {
                HttpResponse<String> answer = api.send(api.follow(url).method(method, BodyPublishers.noBody()));
                assertThat(answer.statusCode()).as(method).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
            }
        }
    }

    @Test
    void trackingHostsShowThePublicUrlsOnly() {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        for (String path : List.of(
                "/api/v1/campaigns",
                "/health/ready",
                "/health/live",
                "/metrics",
                "/error",
                "/nothing",
                "/API/v1/campaigns")) {
            HttpResponse<String> answer = api.send(api.request(path).header("Host", "track.example.com"));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContainIgnoringCase("payara").doesNotContain("Exception");
        }
        assertThat(api.send(api.follow(message.openUrl()).header("Host", "track.example.com"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.send(api.request("/").header("Host", "track.example.com"))
                        .body())
                .contains("A &lt;b&gt; &amp; C");
        assertThat(api.send(api.request("/.well-known/security.txt").header("Host", "x"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.get("/metrics").body()).contains("tallymark_journal_records_total{outcome=\"stored\"}");
    }

    @Test
    void theClientBehindATrustedProxyIsNoted() {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        api.send(api.follow(message.openUrl()).header("X-Forwarded-For", "6.6.6.6, 203.0.113.9"));
        api.send(api.follow(message.openUrl()).header("X-Forwarded-For", "not an address"));
        Api.await(20, "loaded", () -> api.events("message=" + message.id()).size() == 2);
        List<String> addresses = api.events("message=" + message.id()).stream()
                .map(event -> event.getString("ip"))
                .toList();
        assertThat(addresses.get(0)).isEqualTo("203.0.113.9");
        assertThat(addresses.get(1)).isIn("127.0.0.1", "::1");
    }

    @Test
    void listsArePagedByCursor() {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        for (int i = 0; i < 7; i++) {
            api.send(api.follow(message.openUrl()).header("User-Agent", "n" + i));
        }
        Api.await(20, "loaded", () -> api.events("message=" + message.id()).size() == 7);
        StringBuilder seen = new StringBuilder();
        String next = "/api/v1/events?limit=3&message=" + message.id();
        while (next != null) {
            HttpResponse<String> page = api.get(next);
            Api.json(page)
                    .getJsonArray("items")
                    .forEach(item -> seen.append(item.asJsonObject().getString("userAgent")));
            next = page.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }
        assertThat(seen).hasToString("n0n1n2n3n4n5n6");
    }

    @Test
    void listsAreExportedWholeAsLinesAndAsATable() {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        for (String agent : List.of("=cmd|' /C calc'!A0", "plain, \"quoted\"", "@x")) {
            api.send(api.follow(message.openUrl()).header("User-Agent", agent));
        }
        Api.await(20, "loaded", () -> api.events("message=" + message.id()).size() == 3);
        String path = "/api/v1/events?limit=1&message=" + message.id();
        HttpResponse<String> lines = api.send(api.request(path).header("Accept", "application/x-ndjson"));
        assertThat(lines.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        assertThat(lines.body().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("{\"id\":\""));
        HttpResponse<String> table = api.send(api.request(path).header("Accept", "text/csv"));
        assertThat(table.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(table.body())
                .startsWith("id,kind,messageId,")
                .contains("\r\n", ",'=cmd|' /C calc'!A0,", ",\"plain, \"\"quoted\"\"\",", ",'@x,");
        assertThat(api.send(api.request("/api/v1/campaigns").header("Accept", "text/csv"))
                        .body())
                .startsWith("id,name,reference,createdAt,sample\r\n");
        problem(api.send(api.request(path + "&kind=x").header("Accept", "text/csv")), 422, "kind");
    }

    @Test
    void securityHeadersAreOnEveryAnswerAndNoVersionIsTold() {
        for (String path : List.of("/", "/api/v1/campaigns", "/nothing", "/health/ready", "/o/x.gif?sig=x")) {
            HttpResponse<String> answer = api.get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().map()).as(path).doesNotContainKeys("server", "x-powered-by");
        }
        assertThat(api.get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void hostileRequestsGetNoServerErrorAndNoStackTrace() throws IOException {
        Api.Sent message = api.send("<a href='https://example.com/a'>x</a>");
        String path = "/" + message.clickUrls().get(0).split("/", 4)[3];
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            String target = switch (random.nextInt(8)) {
                case 0 -> "/o/%00.gif?sig=%00";
                case 1 -> "/c/%ff%fe?sig=%c3%28";
                case 2 -> "/c/..%2f..%2fapi/v1/campaigns";
                case 3 -> "http://evil.example" + path;
                case 4 -> "/api/v1/" + Randoms.text(random, 30).replaceAll("[\\s\\p{Cntrl}]", "");
                case 5 -> "/" + "x".repeat(random.nextInt(20_000));
                case 6 -> path + "&" + Randoms.text(random, 30).replaceAll("[\\s\\p{Cntrl}]", "");
                default -> "/%2e%2e/%252e" + Randoms.text(random, 10).replaceAll("[\\s\\p{Cntrl}]", "");
            };
            String method = Randoms.pick(random, "GET", "HEAD", "POST", "TRACE", "OPTIONS", "FOO", "get", "");
            String header = Randoms.pick(
                    random,
                    "X: y",
                    "Content-Length: -1",
                    "Transfer-Encoding: chunked",
                    "Host: a b",
                    "User-Agent: " + "z".repeat(random.nextInt(9_000)),
                    "X".repeat(300) + ": 1",
                    "Authorization: Bearer " + "é".repeat(50),
                    "Cookie: " + "a=b;".repeat(500),
                    "Range: bytes=9-1",
                    "Expect: 100-continue");
            String answer = raw(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + header
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(method + " " + target + " " + header)
                    .doesNotMatch("(?s)HTTP/1.1 5(?!05).*")
                    .doesNotContain("at io.tallymark", "at java.", "Exception:");
        }
        assertThat(api.click(message.clickUrls().get(0)).statusCode()).isEqualTo(302);
        assertThat(api.health("journal").getInt("lost")).isZero();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(api.base()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(20_000), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException e) {
            return ""; // refused by closing the connection
        }
    }
}
