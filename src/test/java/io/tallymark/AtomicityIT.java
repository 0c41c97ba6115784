package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one request writes, by entities and by statements, is there as a whole or not at all (D6). */
class AtomicityIT {

    @TempDir
    static Path home;

    private static Postgres postgres;
    private static Node node;
    private static Connection connection;

    private final Api api = node.api();

    @BeforeAll
    static void start() throws SQLException {
        postgres = Postgres.start(home);
        node = Node.start(home.resolve("node"), postgres.settings());
        Api.await(60, "ready", () -> node.api().get("/health/ready").statusCode() == 200);
        connection = DriverManager.getConnection(postgres.settings().get("TALLYMARK_DATABASE_URL"), "postgres", "");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        node.close();
        postgres.close();
    }

    @Test
    void d6_aCommitThatFailsLeavesNothingBehind() throws Exception {
        Api.Sent message = api.send("<p>x");
        try (Statement statement = connection.createStatement()) {
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
                    20, "the event", () -> api.events("message=" + message.id()).size() == 1);
            Api.sleep(3_000);
            assertThat(verdicts(statement, message))
                    .as("written while the ticket stayed")
                    .isZero();
            statement.execute("drop function fail() cascade");
            Api.await(20, "the verdict", () -> verdicts(statement, message) == 1);
        }
    }

    @Test
    void v9_anOddMessageStaysUndecidedWithItsReasonAndStopsNothing() throws Exception {
        Api.Sent odd = api.send("<p>odd");
        Api.Sent other = api.send("<p>other");
        api.click(odd.openUrl());
        Api.await(20, "a verdict", () -> !eventClass(odd).equals("UNDECIDED"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("update event set headers = 'no JSON' where message_id = '" + odd.id() + "'");
            api.click(odd.openUrl());
            api.click(other.openUrl());
            Api.await(20, "the other's verdict", () -> !eventClass(other).equals("UNDECIDED"));
            Api.await(
                    20,
                    "the odd one's reason",
                    () -> api.events("message=" + odd.id() + "&class=UNDECIDED").size() == 2);
            assertThat(api.events("message=" + odd.id())
                            .get(0)
                            .getJsonArray("reasons")
                            .toString())
                    .contains("could not be decided");
            statement.execute("update event set headers = '{}' where message_id = '" + odd.id() + "'");
            Api.await(60, "the odd one is tried again", () -> !eventClass(odd).equals("UNDECIDED"));
        }
    }

    private String eventClass(Api.Sent message) {
        return api.events("message=" + message.id()).get(0).getString("class");
    }

    private static void failAfter(Statement statement, String what) throws SQLException {
        statement.execute("create constraint trigger fail after " + what
                + " deferrable initially deferred for each row execute function fail()");
    }

    private static int verdicts(Statement statement, Api.Sent message) {
        try (var row =
                statement.executeQuery("select count(*) from verdict where message_id = '" + message.id() + "'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
