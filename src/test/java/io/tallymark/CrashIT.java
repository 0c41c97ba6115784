package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is killed under load, again and again: every answered request must be in the database exactly once (J1, E1). */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 10);
    private static final int CLIENTS = 8;

    @TempDir
    Path home;

    @Test
    void onTheEmbeddedDatabase() {
        crash(Map.of(), ROUNDS / 2);
    }

    @Test
    void onPostgreSql() {
        try (Postgres postgres = Postgres.start(home)) {
            crash(postgres.settings(), ROUNDS - ROUNDS / 2);
        }
    }

    private void crash(Map<String, String> settings, int rounds) {
        try (Node node = Node.start(home.resolve("node"), settings)) {
            Api api = node.api();
            Api.await(30, "ready", () -> api.get("/health/ready").statusCode() == 200);
            Api.Sent message = api.send("<a href='https://example.com/a'>a</a>");
            for (int round = 0; round < rounds; round++) {
                Instant from = Instant.now().minusSeconds(1);
                Set<String> answered = answeredUntilKilled(node, message, round);
                node.start();
                Api.await(
                        60,
                        "the backlog is loaded",
                        () -> api.get("/health/ready").statusCode() == 200
                                && api.health("loader").getInt("backlog") == 0
                                && api.health("journal").getInt("lastRecord")
                                        == api.health("journal").getInt("loadedRecord"));
                Map<String, Integer> stored = new HashMap<>();
                for (JsonObject event : api.events("message=" + message.id() + "&from=" + from)) {
                    stored.merge(event.getString("userAgent"), 1, Integer::sum);
                }
                assertThat(answered).as("round " + round).isNotEmpty();
                assertThat(stored.keySet()).as("round " + round).containsAll(answered);
                assertThat(stored.values()).as("round " + round).containsOnly(1);
            }
            api.assertTalliesAreRight();
        }
    }

    /** Each request has a user agent of its own; those whose answer arrived are returned. */
    private static Set<String> answeredUntilKilled(Node node, Api.Sent message, int round) {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            Thread thread =
                    new Thread(() -> requestUntilItFails(node.api(), message, round + "-" + client, answered, over));
            thread.start();
            clients.add(thread);
        }
        Api.sleep(500 + new Random().nextInt(1500));
        node.kill();
        over.set(true);
        for (Thread thread : clients) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return answered;
    }

    private static void requestUntilItFails(
            Api api, Api.Sent message, String name, Set<String> answered, AtomicBoolean over) {
        for (int n = 0; !over.get(); n++) {
            String agent = name + "-" + n;
            String url = n % 2 == 0 ? message.openUrl() : message.clickUrls().get(0);
            try {
                HttpResponse<String> answer = api.send(api.follow(url).header("User-Agent", agent));
                assertThat(answer.statusCode()).isEqualTo(n % 2 == 0 ? 200 : 302);
                answered.add(agent);
            } catch (RuntimeException e) {
                return; // killed
            }
        }
    }
}
