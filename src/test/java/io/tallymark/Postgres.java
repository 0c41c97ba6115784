package io.tallymark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A real PostgreSQL server that a test can stop, start again with its data, and hold still. */
final class Postgres implements AutoCloseable {

    private final Path home;
    private final int port;
    private EmbeddedPostgres server;

    private Postgres(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    static Postgres start(Path home, int port) {
        Postgres postgres = new Postgres(home, port);
        postgres.start();
        return postgres;
    }

    static Postgres start(Path home) {
        return start(home, Node.freePort());
    }

    void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(home.resolve("postgresql"))
                    .setOverrideWorkingDirectory(
                            home.resolve("postgresql-binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds all processes of the server still, or lets them go on. */
    void hold(boolean still) {
        try {
            String postmaster = java.nio.file.Files.readAllLines(home.resolve("postgresql/postmaster.pid"))
                    .get(0);
            ProcessHandle main = ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow();
            String[] pids = Stream.concat(Stream.of(main), main.descendants())
                    .map(process -> String.valueOf(process.pid()))
                    .toArray(String[]::new);
            String[] command = Stream.concat(Stream.of("kill", still ? "-STOP" : "-CONT"), Stream.of(pids))
                    .toArray(String[]::new);
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of a node that uses this server. */
    Map<String, String> settings() {
        return Map.of(
                "TALLYMARK_DATABASE_URL", "jdbc:postgresql://localhost:" + port + "/postgres",
                "TALLYMARK_DATABASE_USER", "postgres",
                "TALLYMARK_DATABASE_PASSWORD", "postgres");
    }

    @Override
    public void close() {
        stop();
    }
}
