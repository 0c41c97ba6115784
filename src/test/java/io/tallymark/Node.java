package io.tallymark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product on Payara Micro in a process of its own, which a test can kill. */
final class Node implements AutoCloseable {

    private final Path home;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    private Node(Path home, Map<String, String> settings, int port) {
        this.port = port;
        this.home = home;
        this.settings = settings;
    }

    /** Starts a node whose data and log lie below {@code home}; returns when it answers. */
    static Node start(Path home, Map<String, String> settings) {
        return start(home, settings, freePort());
    }

    static Node start(Path home, Map<String, String> settings, int port) {
        Node node = new Node(home, new HashMap<>(settings), port);
        node.start();
        return node;
    }

    void start() {
        try {
            Files.createDirectories(home);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    System.getProperty("payara.microJar"),
                    "--nohazelcast",
                    "--port",
                    String.valueOf(port),
                    "--rootdir",
                    // a used folder would bring up the application of last time first, and then replace it
                    Files.createTempDirectory(home, "server").toString(),
                    "--prebootcommandfile",
                    "server-config/payara/micro-preboot.asadmin",
                    "--contextroot",
                    "/",
                    "--deploy",
                    "target/tallymark.war"));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
            builder.environment().put("TALLYMARK_DATA", home.resolve("data").toString());
            builder.environment().put("TALLYMARK_BOOTSTRAP_API_KEY", Api.KEY);
            builder.environment().put("TALLYMARK_BOOTSTRAP_PASSWORD", "a password for tests");
            builder.environment().putAll(settings);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Api.await(
                60,
                "the node answers; see " + log(),
                () -> api().get("/health/live").statusCode() == 200);
    }

    File log() {
        return home.resolve("server.log").toFile();
    }

    Api api() {
        return new Api("http://localhost:" + port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    @Override
    public void close() {
        process.destroy();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
