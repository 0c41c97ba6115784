package io.tallymark.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallymark.Randoms;
import io.tallymark.token.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final JournalLimits ROOMY = new JournalLimits(1 << 30, 10_000);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal.db");
    }

    private Journal open(JournalLimits limits) {
        return Journal.open(file(), limits, Thread::new, Clock.systemUTC());
    }

    static JournalRecord record(int number) {
        return new JournalRecord(
                new UUID(1, number),
                number % 2 == 0 ? Kind.OPEN : Kind.CLICK,
                new UUID(2, number),
                number % 2,
                Instant.ofEpochMilli(1_000_000L + number),
                "GET",
                "agent",
                "192.0.2.1",
                Map.of("Accept", "*/*"));
    }

    private static Outcome append(Journal journal, JournalRecord record) {
        BlockingQueue<Outcome> told = new ArrayBlockingQueue<>(1);
        journal.append(record, told::add);
        try {
            return told.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void j1_whatIsToldToBeStoredIsReadInOrderAlsoAfterARestart() throws Exception {
        UUID id;
        try (Journal journal = open(ROOMY)) {
            id = journal.id();
            for (int i = 0; i < 5; i++) {
                assertThat(append(journal, record(i))).isEqualTo(Outcome.STORED);
            }
            assertThat(journal.readAfter(0, 3))
                    .extracting(JournalEntry::position)
                    .containsExactly(1L, 2L, 3L);
        }
        try (Journal journal = open(ROOMY)) {
            assertThat(journal.id()).isEqualTo(id);
            assertThat(journal.status().lastPosition()).isEqualTo(5);
            assertThat(journal.readAfter(2, 10))
                    .extracting(JournalEntry::record)
                    .containsExactly(record(2), record(3), record(4));
        }
    }

    @Test
    void j2_manyThreadsAreToldOnceEachAndNothingIsMissing() throws Exception {
        int threads = 32;
        int each = 500;
        AtomicInteger told = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads * each);
        try (Journal journal = open(ROOMY)) {
            for (int t = 0; t < threads; t++) {
                int first = t * each;
                new Thread(() -> {
                            for (int i = first; i < first + each; i++) {
                                assertThat(append(journal, record(i))).isEqualTo(Outcome.STORED);
                                told.incrementAndGet();
                                done.countDown();
                            }
                        })
                        .start();
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(told).hasValue(threads * each);
            Set<UUID> ids = new HashSet<>();
            List<JournalEntry> entries = journal.readAfter(0, threads * each + 1);
            entries.forEach(entry -> ids.add(entry.record().eventId()));
            assertThat(entries).hasSize(threads * each);
            assertThat(ids).hasSize(threads * each);
            assertThat(journal.status().stored()).isEqualTo(threads * each);
        }
    }

    @Test
    void j3_aFullQueueRefusesAtOnceAndCounts() throws Exception {
        CountDownLatch block = new CountDownLatch(1);
        List<Outcome> outcomes = new ArrayList<>();
        try (Journal journal = open(new JournalLimits(1 << 30, 5))) {
            journal.append(record(0), outcome -> {
                try {
                    block.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(300); // the writer is now busy telling
            for (int i = 1; i <= 20; i++) {
                journal.append(record(i), outcome -> {
                    synchronized (outcomes) {
                        outcomes.add(outcome);
                    }
                });
            }
            assertThat(outcomes).hasSize(15).containsOnly(Outcome.LOST);
            block.countDown();
        }
        assertThat(outcomes).hasSize(20);
        assertThat(outcomes.subList(15, 20)).containsOnly(Outcome.STORED);
    }

    @Test
    void j3_anAnswerThatFailsStopsNobodyElse() {
        try (Journal journal = open(ROOMY)) {
            journal.append(record(0), outcome -> {
                throw new IllegalStateException("a client that has gone");
            });
            assertThat(append(journal, record(1))).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void j4_aFullJournalRefusesUntilLoadedRecordsMakeRoom() throws Exception {
        try (Journal journal = open(new JournalLimits(1 << 20, 10_000))) {
            int stored = 0;
            while (append(journal, large(stored)) == Outcome.STORED) {
                stored++;
                assertThat(stored).isLessThan(2_000);
            }
            JournalStatus full = journal.status();
            assertThat(full.failure()).isPresent();
            assertThat(full.lost()).isEqualTo(1);
            assertThat(append(journal, large(1)))
                    .as("refused at once within a second")
                    .isEqualTo(Outcome.LOST);
            assertThat(full.bytes()).isLessThanOrEqualTo(1 << 20);
            assertThat(journal.readAfter(0, 10_000))
                    .as("nothing unloaded was dropped")
                    .hasSize(stored);

            journal.loaded(stored / 2);
            Thread.sleep(1_100);
            assertThat(append(journal, large(9_999))).isEqualTo(Outcome.STORED);
            assertThat(journal.status().failure()).isEmpty();
            List<JournalEntry> left = journal.readAfter(0, 10_000);
            assertThat(left.get(0).position()).isEqualTo(stored / 2 + 1);
            assertThat(left.get(left.size() - 1).position())
                    .as("positions are never used twice")
                    .isEqualTo(stored + 1);
        }
    }

    private static JournalRecord large(int number) {
        JournalRecord small = record(number);
        return new JournalRecord(
                small.eventId(),
                small.kind(),
                small.messageId(),
                small.linkId(),
                small.at(),
                "GET",
                "x".repeat(1_000),
                "",
                Map.of());
    }

    @Test
    void j5_onlyLoadedAndOldRecordsAreForgotten() throws Exception {
        try (Journal journal = open(ROOMY)) {
            for (int i = 0; i < 10; i++) {
                append(journal, record(i));
            }
            journal.loaded(6);
            journal.forget(Instant.ofEpochMilli(1_000_004L));
            for (int i = 0; i < 50 && journal.readAfter(0, 100).size() > 6; i++) {
                Thread.sleep(100);
            }
            assertThat(journal.readAfter(0, 100))
                    .extracting(JournalEntry::position)
                    .containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        }
    }

    @Test
    void j6_positionsGoOnWhenEverythingIsForgotten() throws Exception {
        try (Journal journal = open(ROOMY)) {
            append(journal, record(0));
            append(journal, record(1));
            journal.loaded(2);
            journal.forget(Instant.now());
            for (int i = 0; i < 50 && !journal.readAfter(0, 100).isEmpty(); i++) {
                Thread.sleep(100);
            }
        }
        try (Journal journal = open(ROOMY)) {
            assertThat(journal.status().lastPosition()).isEqualTo(2);
            assertThat(journal.highestPosition()).isEqualTo(2);
            append(journal, record(2));
            assertThat(journal.readAfter(0, 100))
                    .extracting(JournalEntry::position)
                    .containsExactly(3L);
        }
    }

    @Test
    void j7_aCorruptedFileIsSetAsideAndTold() throws Exception {
        Files.writeString(
                file(), "this is no database, and long enough not to be taken for an empty one. ".repeat(100));
        for (int start = 0; start < 2; start++) {
            try (Journal journal = open(ROOMY)) {
                assertThat(append(journal, record(start))).isEqualTo(Outcome.STORED);
                assertThat(journal.status().setAside())
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith("journal.db.corrupt-");
            }
        }
    }

    @Test
    void j7_aFileDamagedInTheMiddleIsSetAsideToo() throws Exception {
        try (Journal journal = open(ROOMY)) {
            for (int i = 0; i < 200; i++) {
                append(journal, large(i));
            }
        }
        byte[] bytes = Files.readAllBytes(file());
        java.util.Arrays.fill(bytes, 8_192, 60_000, (byte) 0x5a);
        Files.write(file(), bytes);
        try (Journal journal = open(ROOMY)) {
            assertThat(journal.status().setAside()).hasSize(1);
            assertThat(journal.readAfter(0, 10)).isEmpty();
        }
    }

    @Test
    void j7_aLogWithoutItsFileIsSetAsideToo() throws Exception {
        Path log = folder.resolve("journal.db-wal");
        Files.write(log, new byte[5_000]);
        try (Journal journal = open(ROOMY)) {
            assertThat(journal.status().setAside()).hasSize(1);
            try (var files = Files.list(folder)) {
                assertThat(files.filter(path -> path.toString().contains(".corrupt-")))
                        .singleElement()
                        .satisfies(path -> assertThat(Files.size(path)).isEqualTo(5_000));
            }
        }
    }

    @Test
    void aWriterThatWasStoppedIsNotHealthy() {
        Thread[] writer = new Thread[1];
        Journal journal = Journal.open(file(), ROOMY, task -> writer[0] = new Thread(task), Clock.systemUTC());
        try (journal) {
            writer[0].interrupt();
            writer[0].join(5_000);
            assertThat(append(journal, record(0))).isEqualTo(Outcome.LOST);
            assertThat(journal.status().failure()).isPresent();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void j7_aNewerFormatStopsTheStart() throws Exception {
        open(ROOMY).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update journal set format = 99");
        }
        assertThatThrownBy(() -> open(ROOMY))
                .hasMessageContaining(file().toString())
                .hasMessageContaining("newer version");
        assertThat(Files.exists(file())).isTrue();
    }

    @Test
    void aRecordThatCannotBeReadIsCountedAndPassedOver() throws Exception {
        try (Journal journal = open(ROOMY)) {
            append(journal, record(0));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into record (at, body) values (1, x'09'), (1, x'01ff'), (1, x'')");
        }
        try (Journal journal = open(ROOMY)) {
            append(journal, record(1));
            assertThat(journal.readAfter(0, 2))
                    .extracting(JournalEntry::position)
                    .containsExactly(1L);
            assertThat(journal.readAfter(1, 2))
                    .extracting(JournalEntry::position)
                    .containsExactly(5L);
            assertThat(journal.status().unreadable()).isPositive();
        }
    }

    @Test
    void j8_aSecondOpenerIsRefused() {
        try (Journal journal = open(ROOMY)) {
            assertThatThrownBy(() -> open(ROOMY)).hasMessageContaining("in use by another process");
            assertThat(append(journal, record(0))).isEqualTo(Outcome.STORED);
        }
        open(ROOMY).close();
    }

    @Test
    void aClosedJournalLosesAndSaysSo() {
        Journal journal = open(ROOMY);
        journal.close();
        journal.close();
        assertThat(append(journal, record(0))).isEqualTo(Outcome.LOST);
        assertThat(journal.status().lost()).isEqualTo(1);
    }

    @Test
    void recordsSurviveTheirEncoding() {
        Randoms.forAll(2_000, random -> {
            JournalRecord record = new JournalRecord(
                    new UUID(random.nextLong(), random.nextLong()),
                    Randoms.pick(random, Kind.values()),
                    new UUID(random.nextLong(), random.nextLong()),
                    random.nextLong(),
                    Instant.ofEpochMilli(random.nextLong() >> 20),
                    "HEAD",
                    Randoms.text(random, 1_024),
                    Randoms.text(random, 45),
                    Map.of("Accept", Randoms.text(random, 512), "Via", Randoms.text(random, 9)));
            try {
                assertThat(RecordCodec.decode(RecordCodec.encode(record))).isEqualTo(record);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void keptHeadersAreCutAndNoOthersAreKept() {
        Map<String, String> sent =
                Map.of("Accept", "y".repeat(600), "Cookie", "secret", "Via", "a\0b", "Authorization", "x");
        assertThat(KeptHeaders.of(sent::get)).containsOnlyKeys("Accept", "Via").containsEntry("Via", "a b");
        assertThat(KeptHeaders.of(sent::get).get("Accept")).hasSize(512);
        assertThat(KeptHeaders.userAgent("x" + "😀".repeat(2_000)).getBytes(StandardCharsets.UTF_8))
                .hasSize(1 + 511 * 4);
        assertThat(KeptHeaders.userAgent(null)).isEmpty();
    }
}
