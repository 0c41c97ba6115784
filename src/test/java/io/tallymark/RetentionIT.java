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

/** Old events go, old addresses are shortened, links stay, on both databases (E2, E3). */
class RetentionIT {

    private static final Map<String, String> SETTINGS =
            Map.of("TALLYMARK_EVENTS_RETENTION_DAYS", "100", "TALLYMARK_EVENTS_FULL_ADDRESS_DAYS", "30");

    @TempDir
    Path home;

    private record Case(Api api, Api.Sent message) {}

    @Test
    void onBothDatabases() {
        try (Postgres postgres = Postgres.start(home)) {
            Map<String, String> withPostgres = new HashMap<>(postgres.settings());
            withPostgres.putAll(SETTINGS);
            try (Node embedded = Node.start(home.resolve("embedded"), SETTINGS);
                    Node other = Node.start(home.resolve("other"), withPostgres)) {
                List<Case> cases = List.of(prepared(embedded.api()), prepared(other.api()));
                for (Case prepared : cases) {
                    Api.await(
                            150,
                            "the timer has worked",
                            () -> agents(prepared).equals(List.of("kept", "young", "due soon"))
                                    && addresses(prepared)
                                            .equals(List.of("203.0.113.0", "203.0.113.77", "2001:db8:1::")));
                    assertThat(prepared.api()
                                    .click(prepared.message().clickUrls().get(0))
                                    .statusCode())
                            .isEqualTo(302);
                    prepared.api().assertTalliesAreRight();
                }
            }
        }
    }

    private static Case prepared(Api api) {
        Api.await(30, "ready", () -> api.get("/health/ready").statusCode() == 200);
        Api.Sent message = api.send("<a href='https://example.com/a'>a</a>");
        Instant now = Instant.now();
        String lines = line(message, "forgotten", now.minus(Duration.ofDays(101)), "203.0.113.77")
                + line(message, "kept", now.minus(Duration.ofDays(99)), "203.0.113.77")
                + line(message, "due soon", now.minus(Duration.ofDays(30)).plusSeconds(15), "2001:db8:1:2::3")
                + line(message, "young", now.minus(Duration.ofDays(29)), "203.0.113.77");
        JsonObject result = Api.json(api.post("/api/v1/events/import", lines, "Content-Type", "application/x-ndjson"));
        assertThat(result.getInt("accepted")).isEqualTo(4);
        return new Case(api, message);
    }

    private static String line(Api.Sent message, String agent, Instant at, String ip) {
        return "{\"messageId\":\"" + message.id() + "\",\"kind\":\"OPEN\",\"occurredAt\":\"" + at
                + "\",\"userAgent\":\"" + agent + "\",\"ip\":\"" + ip + "\"}\n";
    }

    private static List<String> agents(Case prepared) {
        return sorted(prepared).stream()
                .map(event -> event.getString("userAgent"))
                .toList();
    }

    private static List<String> addresses(Case prepared) {
        return sorted(prepared).stream().map(event -> event.getString("ip")).toList();
    }

    /** In a fixed order, whatever the times are. */
    private static List<JsonObject> sorted(Case prepared) {
        List<String> order = List.of("forgotten", "kept", "young", "due soon");
        return prepared.api().events("message=" + prepared.message().id()).stream()
                .sorted((a, b) -> order.indexOf(a.getString("userAgent")) - order.indexOf(b.getString("userAgent")))
                .toList();
    }
}
