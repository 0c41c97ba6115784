package io.tallymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk under the journal is full, or fails: readers are served, losses are counted, and it recovers by itself (J3, P1). */
class FailingDiskIT {

    private static final int REQUESTS = 60;

    @TempDir
    Path home;

    private static int run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor();
        } catch (IOException | InterruptedException e) {
            return -1;
        }
    }

    @Test
    void aFullDisk() throws IOException {
        Path disk = home.resolve("node");
        Files.createDirectories(disk);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", disk.toString()) == 0, "needs root to mount");
        try (Postgres postgres = Postgres.start(home);
                Node node = Node.start(disk, postgres.settings())) {
            Api api = node.api();
            Api.await(30, "ready", () -> api.get("/health/ready").statusCode() == 200);
            Api.Sent message = api.send("<a href='https://example.com/a'>a</a>");
            assertThat(outcome(api, message)).isEqualTo("stored " + 2 * REQUESTS + " lost 0");

            Path filler = disk.resolve("filler");
            fill(filler);
            String outcome = outcome(api, message);
            assertThat(outcome).doesNotEndWith("lost 0");
            assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(api.health("journal").getString("fault")).containsIgnoringCase("full");
            // its link finds no room in the link copy, which must take links again afterwards
            api.send("<a href='https://example.com/" + "b".repeat(7_000) + "'>b</a>");

            Files.delete(filler);
            recovers(api, message);
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    /** Writes until nothing fits any more. */
    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4096];
        FileStore store = Files.getFileStore(filler.getParent());
        try (var out = Files.newOutputStream(filler)) {
            while (store.getUsableSpace() > 0) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("space");
        }
    }

    @Test
    void aFailingFlush() throws Exception {
        assumeTrue(run("strace", "-V") == 0, "needs strace");
        try (Postgres postgres = Postgres.start(home);
                Node node = Node.start(home.resolve("node"), postgres.settings())) {
            Api api = node.api();
            Api.await(30, "ready", () -> api.get("/health/ready").statusCode() == 200);
            Api.Sent message = api.send("<a href='https://example.com/a'>a</a>");
            Process strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-qq",
                            "-o",
                            "/dev/null",
                            "-p",
                            String.valueOf(node.pid()),
                            "-e",
                            "trace=fdatasync,fsync",
                            "-e",
                            "inject=fdatasync,fsync:error=EIO")
                    .start();
            try {
                Api.await(20, "flushes fail", () -> {
                    api.click(message.clickUrls().get(0));
                    return api.health("journal").containsKey("fault");
                });
                assertThat(outcome(api, message)).startsWith("stored 0 ");
                assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);
            } finally {
                strace.destroy();
                strace.waitFor(10, TimeUnit.SECONDS);
            }
            recovers(api, message);
        }
    }

    /** Sends opens and clicks, all of which must be answered; says what became of them. */
    private static String outcome(Api api, Api.Sent message) {
        JsonObject before = api.health("journal");
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(api.click(message.openUrl()).statusCode()).isEqualTo(200);
            assertThat(api.click(message.clickUrls().get(0)).statusCode()).isEqualTo(302);
        }
        JsonObject after = api.health("journal");
        int stored = after.getInt("stored") - before.getInt("stored");
        int lost = after.getInt("lost") - before.getInt("lost");
        assertThat(stored + lost).as("each is counted once").isEqualTo(2 * REQUESTS);
        return "stored " + stored + " lost " + lost;
    }

    private static void recovers(Api api, Api.Sent message) {
        Api.await(10, "green again", () -> {
            api.click(message.openUrl());
            var ready = api.get("/health/ready");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            return true;
        });
        assertThat(outcome(api, message)).isEqualTo("stored " + 2 * REQUESTS + " lost 0");
        int stored = api.health("journal").getInt("stored");
        Api.await(
                20,
                "what was stored, and only that, is in the database",
                () -> api.events("message=" + message.id()).size() == stored);
    }
}
