package io.tallymark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallymark.campaign.Message;
import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The arithmetic of tallies, without a database. */
class TallyChangesTest {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final UUID campaign = uuid();
    private final UUID snapshot = uuid();

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private Message.Facts message(String recipient) {
        return new Message.Facts(uuid(), campaign, snapshot, recipient, START, false, null, null, 3);
    }

    private TalliedEvent event(Message.Facts message, UUID id, EventClass eventClass) {
        boolean click = (id.getLeastSignificantBits() & 1) == 0;
        return new TalliedEvent(
                message.id(),
                id,
                click ? Kind.CLICK : Kind.OPEN,
                click ? 1 + (id.getLeastSignificantBits() >>> 1) % 3 : 0,
                START.plusSeconds(Math.floorMod(id.getMostSignificantBits(), 100_000)),
                eventClass,
                !click && eventClass == EventClass.PROXY ? Provider.GMAIL : Provider.OTHER);
    }

    private EventClass anyClass() {
        return EventClass.values()[random.nextInt(EventClass.values().length)];
    }

    @Test
    void r2_theSameDecisionAgainChangesNothing() {
        Message.Facts message = message("a");
        List<TalliedEvent> events = List.of(event(message, uuid(), EventClass.HUMAN));
        TallyChanges changes = new TallyChanges();
        changes.decided(message, events, events);
        assertThat(changes.scopes()).isEmpty();
        assertThat(changes.newMessages()).isEmpty();
        assertThat(changes.changedMessages()).isEmpty();
        assertThat(changes.added()).isEmpty();
    }

    @Test
    void r2_anyWayOfDecisionsEndsInTheSameNumbers() {
        List<Message.Facts> messages = List.of(message("a"), message("b"), message("a"));
        Map<UUID, Map<UUID, TalliedEvent>> counted = new HashMap<>();
        Map<Scope, Counts> scopes = new HashMap<>();
        Map<TallyChanges.Recipient, Counts> recipients = new HashMap<>();
        Uniques uniques = Uniques.NONE;
        for (int step = 0; step < 300; step++) {
            Message.Facts message = messages.get(random.nextInt(3));
            Map<UUID, TalliedEvent> known = counted.computeIfAbsent(message.id(), id -> new HashMap<>());
            Map<UUID, TalliedEvent> decided = new HashMap<>();
            known.keySet().forEach(id -> decided.put(id, event(message, id, anyClass())));
            if (random.nextBoolean()) {
                UUID id = uuid();
                decided.put(id, event(message, id, anyClass()));
            }
            if (step % 10 == 9 && !decided.isEmpty()) {
                decided.remove(decided.keySet().iterator().next()); // forgotten: stays counted as it was (R5)
            }
            TallyChanges changes = new TallyChanges();
            changes.decided(message, known.values(), decided.values());
            known.putAll(decided);
            changes.scopes()
                    .forEach((key, delta) ->
                            scopes.computeIfAbsent(key, k -> new Counts()).add(delta.counts));
            for (var changed : changes.recipients().entrySet()) {
                Counts now = recipients.computeIfAbsent(changed.getKey(), k -> new Counts());
                Uniques before = Uniques.of(now);
                now.add(changed.getValue().counts);
                if (changed.getKey().scope().equals(Scope.of(campaign))) {
                    uniques = uniques.plus(Uniques.of(now).minus(before));
                }
            }
        }
        List<TalliedEvent> all =
                counted.values().stream().flatMap(m -> m.values().stream()).toList();
        assertThat(scopes.get(Scope.of(campaign)).cells())
                .as("seed " + seed)
                .isEqualTo(counts(all).cells())
                .isEqualTo(scopes.get(Scope.of(snapshot)).cells());
        assertThat(scopes.get(new Scope(snapshot, 1)).cells())
                .isEqualTo(counts(all.stream().filter(e -> e.linkId() == 1).toList())
                        .cells());
        Uniques expected = Uniques.NONE;
        for (String recipient : List.of("a", "b")) {
            List<TalliedEvent> own = new ArrayList<>();
            messages.stream()
                    .filter(m -> m.recipient().equals(recipient))
                    .forEach(m ->
                            own.addAll(counted.getOrDefault(m.id(), Map.of()).values()));
            expected = expected.plus(Uniques.of(counts(own)));
        }
        assertThat(uniques).as("seed " + seed).isEqualTo(expected);
    }

    private static Counts counts(Collection<TalliedEvent> events) {
        Counts counts = new Counts();
        events.forEach(event -> counts.add(event, 1));
        return counts;
    }

    @Test
    void aRecipientCountsOnceAndAProxyOnlyWithoutAPerson() {
        Message.Facts message = message("a");
        Counts counts = new Counts();
        UUID open = new UUID(5, 1);
        counts.add(event(message, open, EventClass.PROXY), 2);
        assertThat(Uniques.of(counts)).isEqualTo(new Uniques(0, 1, 1, 0, 0, 0));
        counts.add(event(message, open, EventClass.HUMAN), 3);
        assertThat(Uniques.of(counts)).isEqualTo(new Uniques(1, 0, 1, 0, 0, 0));
        assertThat(counts.gmail()).isEqualTo(2);
        Counts clicks = new Counts().add(event(message, new UUID(5, 2), EventClass.HUMAN), 1);
        assertThat(Uniques.of(clicks)).isEqualTo(new Uniques(0, 0, 0, 1, 1, 1));
        Counts tests = new Counts().add(event(message, open, EventClass.INTERNAL_TEST), 1);
        assertThat(Uniques.of(tests)).isEqualTo(Uniques.NONE);
        assertThat(Uniques.standing(counts.add(clicks))).isEqualTo(3);
    }

    @Test
    void aMessageRemembersTheFirstAndTheLastOfAllAndOfPeople() {
        Message.Facts message = message("a");
        TalliedEvent scanner = event(message, new UUID(100, 1), EventClass.SCANNER);
        TalliedEvent human = event(message, new UUID(200, 1), EventClass.HUMAN);
        TalliedEvent proxy = event(message, new UUID(300, 1), EventClass.PROXY);
        MessageTally.Activity opens = MessageTally.of(message.id(), campaign, snapshot, List.of(proxy, scanner, human))
                .activities()
                .get(Kind.OPEN);
        assertThat(opens)
                .isEqualTo(new MessageTally.Activity(
                        3, new Span(scanner.at(), proxy.at()), 1, new Span(human.at(), human.at())));
    }
}
