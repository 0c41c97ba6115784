package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one request writes, by entities and by statements, is there as a whole or not at all (D6). */
class AtomicityIT {

    @TempDir
    Path home;

    @Test
    void d6_aCommitThatFailsLeavesNothingBehind() throws Exception {
        try (Postgres postgres = Postgres.start(home);
                Node node = Node.start(home.resolve("node"), postgres.settings())) {
            Api api = node.api();
            Api.await(60, "ready", () -> api.get("/health/ready").statusCode() == 200);
            Api.Sent message = api.send("<p>x");
            try (Connection connection = DriverManager.getConnection(
                            postgres.settings().get("TALLYMARK_DATABASE_URL"), "postgres", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("create function fail() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'a fault at commit'; end $$");
                failAfter(statement, "insert on given_answer");
                failAfter(statement, "delete on classification_ticket");
                assertThat(api.post("/api/v1/campaigns", "{\"name\":\"half\"}", "Idempotency-Key", "k")
                                .statusCode())
                        .isEqualTo(500);
                assertThat(api.get("/api/v1/campaigns").body()).doesNotContain("half");
                api.click(message.openUrl());
                Api.await(
                        20,
                        "the event",
                        () -> api.events("message=" + message.id()).size() == 1);
                Api.sleep(3_000);
                assertThat(verdicts(statement))
                        .as("written while the ticket stayed")
                        .isZero();
                statement.execute("drop function fail() cascade");
                Api.await(20, "the verdict", () -> verdicts(statement) == 1);
            }
        }
    }

    private static void failAfter(Statement statement, String what) throws SQLException {
        statement.execute("create constraint trigger fail after " + what
                + " deferrable initially deferred for each row execute function fail()");
    }

    private static int verdicts(Statement statement) {
        try (var row = statement.executeQuery("select count(*) from verdict")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
