package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away, hangs, and comes back (C4, D2, D3). */
class OutageIT {

    @TempDir
    Path home;

    @Test
    void readersNoticeNothingAndNoEventIsLost() {
        try (Postgres postgres = Postgres.start(home)) {
            Node node = Node.start(home.resolve("node"), postgres.settings());
            try (node) {
                Api api = node.api();
                Api.await(30, "ready", () -> api.get("/health/ready").statusCode() == 200);
                Api.Sent message = api.send("<a href='https://example.com/a?b=1&amp;c=2'>a</a>");

                postgres.stop();
                redirects(api, message, "down");
                Api.await(15, "red", () -> api.get("/health/ready").statusCode() == 503);
                assertThat(api.health("database").getString("status")).isEqualTo("DOWN");
                assertThat(api.health("journal").getString("status")).isEqualTo("UP");
                Instant asked = Instant.now();
                assertThat(api.get("/api/v1/campaigns").statusCode()).isEqualTo(503);
                assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));

                node.kill();
                node.start();
                redirects(api, message, "down and started again");

                postgres.start();
                Api.await(
                        40,
                        "green again without a restart",
                        () -> api.get("/health/ready").statusCode() == 200
                                && api.health("loader").getInt("backlog") == 0);
                eachOnce(api, message, "down", "down and started again");
                assertThat(api.send("<a href='https://example.com/b'>b</a>").clickUrls())
                        .hasSize(1);
            }
        }
    }

    @Test
    void aHangingDatabaseDelaysNoReader() {
        try (Postgres postgres = Postgres.start(home);
                Node node = Node.start(home.resolve("node"), postgres.settings())) {
            Api api = node.api();
            Api.await(30, "ready", () -> api.get("/health/ready").statusCode() == 200);
            Api.Sent message = api.send("<a href='https://example.com/a?b=1&amp;c=2'>a</a>");
            redirects(api, message, "before");
            postgres.hold(true);
            try {
                Instant end = Instant.now().plusSeconds(12);
                for (int i = 0; Instant.now().isBefore(end); i++) {
                    Instant asked = Instant.now();
                    redirects(api, message, "hanging " + i);
                    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
                    Api.sleep(200);
                }
                assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);
            } finally {
                postgres.hold(false);
            }
            Api.await(
                    90,
                    "green again",
                    () -> api.get("/health/ready").statusCode() == 200
                            && api.health("loader").getInt("backlog") == 0);
            eachOnce(api, message, "before", "hanging 0", "hanging 1");
        }
    }

    @Test
    void twoNodesShareADatabaseAndEachOthersLinks() {
        try (Postgres postgres = Postgres.start(home)) {
            Map<String, String> settings = new HashMap<>(postgres.settings());
            settings.put("TALLYMARK_TOKEN_KEYS", "1:" + "k".repeat(43));
            try (Node first = Node.start(home.resolve("first"), settings);
                    Node second = Node.start(home.resolve("second"), settings)) {
                Api.await(30, "ready", () -> first.api().get("/health/ready").statusCode() == 200);
                Api.await(30, "ready", () -> second.api().get("/health/ready").statusCode() == 200);
                Api.Sent message = first.api().send("<a href='https://example.com/a?b=1&amp;c=2'>a</a>");
                Api.await(
                        10,
                        "the link is copied",
                        () -> second.api().health("link replica").getInt("links") == 1);
                postgres.stop();
                redirects(first.api(), message, "first");
                redirects(second.api(), message, "second");
                postgres.start();
                Api.await(
                        60,
                        "both are loaded",
                        () -> first.api().events("message=" + message.id()).size() == 4);
                eachOnce(first.api(), message, "first", "second");
            }
        }
    }

    @Test
    void aNodeWithAnotherKeyUnderTheSameIdMintsNothing() {
        try (Postgres postgres = Postgres.start(home);
                Node first = Node.start(home.resolve("first"), postgres.settings())) {
            Api.await(30, "ready", () -> first.api().get("/health/ready").statusCode() == 200);
            JsonObject snapshot = first.api().snapshot(first.api().campaign("c5"), "<p>x");
            try (Node second = Node.start(home.resolve("second"), postgres.settings())) {
                Api.await(
                        30,
                        "the database is there",
                        () -> second.api().get("/api/v1/campaigns").statusCode() == 200);
                assertThat(second.api().get("/health/ready").statusCode()).isEqualTo(503);
                assertThat(second.api()
                                .post(
                                        "/api/v1/snapshots/" + snapshot.getString("id") + "/messages",
                                        "{\"messages\":[{\"recipient\":\"r\"}]}")
                                .body())
                        .contains("tallymark.token.keys");
            }
        }
    }

    private static void redirects(Api api, Api.Sent message, String agent) {
        var click = api.send(api.follow(message.clickUrls().get(0)).header("User-Agent", agent));
        assertThat(click.statusCode()).isEqualTo(302);
        assertThat(click.headers().firstValue("Location")).contains("https://example.com/a?b=1&c=2");
        assertThat(api.send(api.follow(message.openUrl()).header("User-Agent", agent))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void eachOnce(Api api, Api.Sent message, String... agents) {
        List<String> stored = api.events("message=" + message.id()).stream()
                .map(event -> event.getString("kind") + " " + event.getString("userAgent"))
                .toList();
        for (String agent : agents) {
            assertThat(stored).containsOnlyOnce("CLICK " + agent).containsOnlyOnce("OPEN " + agent);
        }
    }
}
