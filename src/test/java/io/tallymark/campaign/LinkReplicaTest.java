package io.tallymark.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkReplicaTest {

    @TempDir
    Path folder;

    private LinkReplica open() {
        return LinkReplica.open(folder.resolve("links.db"));
    }

    private static List<ReplicaLink> links(long first, long count) {
        return LongStream.range(first, first + count)
                .mapToObj(id -> new ReplicaLink(id, id, "https://example.com/" + id))
                .toList();
    }

    @Test
    void c4_targetsSurviveARestart() {
        try (LinkReplica replica = open()) {
            replica.put(links(-5, 10));
            replica.watermark(77);
            assertThat(replica.target(3)).contains("https://example.com/3");
            assertThat(replica.target(-5)).contains("https://example.com/-5");
            assertThat(replica.target(99)).isEmpty();
        }
        try (LinkReplica replica = open()) {
            assertThat(replica.target(3)).contains("https://example.com/3");
            assertThat(replica.watermark()).isEqualTo(77);
            assertThat(replica.size()).isEqualTo(10);
        }
    }

    @Test
    void puttingTwiceChangesNothing() {
        try (LinkReplica replica = open()) {
            replica.put(links(1, 3));
            replica.put(links(2, 3));
            replica.put(List.of());
            assertThat(replica.size()).isEqualTo(4);
        }
    }

    @Test
    void aDamagedCopyIsMadeAgain() throws Exception {
        Files.writeString(folder.resolve("links.db"), "no database at all, and longer than a header. ".repeat(50));
        try (LinkReplica replica = open()) {
            assertThat(replica.watermark()).isZero();
            replica.put(links(1, 1));
            assertThat(replica.target(1)).isPresent();
        }
    }

    @Test
    void aCopyThatCannotBeOpenedForNowIsKept() throws Exception {
        Path file = folder.resolve("links.db");
        Files.createDirectories(file); // stands for any fault that is no damage
        org.assertj.core.api.Assertions.assertThatThrownBy(this::open).hasMessageContaining("cannot be opened");
        assertThat(file).exists();
    }

    @Test
    void c10_removedLinksGoAndTheirPlaceIsKept() {
        try (LinkReplica replica = open()) {
            replica.put(links(1, 3));
            replica.remove(List.of(2L, 99L), 7);
            assertThat(replica.target(2)).isEmpty();
            assertThat(replica.target(3)).isPresent();
            assertThat(replica.size()).isEqualTo(2);
        }
        try (LinkReplica replica = open()) {
            assertThat(replica.removedUpTo()).isEqualTo(7);
            assertThat(replica.target(2)).isEmpty();
        }
    }

    @Test
    void readersAndTheWriterDoNotDisturbEachOther() throws Exception {
        try (LinkReplica replica = open()) {
            replica.put(links(0, 1_000));
            ExecutorService readers = Executors.newFixedThreadPool(4);
            List<Future<Boolean>> results = IntStream.range(0, 4)
                    .mapToObj(n -> readers.submit(() -> LongStream.range(0, 5_000)
                            .allMatch(i -> replica.target(i % 1_000).isPresent())))
                    .toList();
            for (int i = 1; i <= 50; i++) {
                replica.put(links(i * 1_000L, 200));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
            readers.shutdown();
            assertThat(replica.size()).isEqualTo(11_000);
        }
    }
}
