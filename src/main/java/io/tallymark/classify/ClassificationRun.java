package io.tallymark.classify;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deciding history again under the rules of a moment: over a campaign or everything, for real or to see what would change. */
@Entity
@Table(name = "classification_run")
public class ClassificationRun {

    /** Where a run stands. */
    public enum Status {
        RUNNING,
        DONE,
        /** Somebody stopped it; what it did until then stays. */
        STOPPED,
        /** The rules changed while it ran, so it would have mixed them. */
        OUTDATED
    }

    private static final String EVERYTHING = "everything";
    private static final UUID START = new UUID(0, 0);

    @Id
    private UUID id;

    /** A campaign's id, or "everything". */
    private String scope;

    @Column(name = "dry_run")
    private boolean dryRun;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String ruleset;
    private long messages;

    @Column(name = "messages_done")
    private long messagesDone;

    @Column(name = "events_done")
    private long eventsDone;

    @Column(name = "last_message")
    private UUID lastMessage;

    @Column(name = "started_at")
    private OffsetDateTime startedAt;

    @Column(name = "ended_at")
    private OffsetDateTime endedAt;

    @Column(name = "started_by")
    private String startedBy;

    /** One a line: from, to and how many, with spaces. */
    private String changes;

    protected ClassificationRun() {}

    ClassificationRun(
            UUID id, Optional<UUID> campaign, boolean dryRun, String ruleset, long messages, String by, Instant now) {
        this.id = id;
        this.scope = campaign.map(UUID::toString).orElse(EVERYTHING);
        this.dryRun = dryRun;
        this.status = Status.RUNNING;
        this.ruleset = ruleset;
        this.messages = messages;
        this.lastMessage = START;
        this.startedBy = by;
        this.changes = "";
        this.startedAt = now.atOffset(ZoneOffset.UTC);
    }

    UUID id() {
        return id;
    }

    Optional<UUID> campaign() {
        return scope.equals(EVERYTHING) ? Optional.empty() : Optional.of(UUID.fromString(scope));
    }

    boolean isDryRun() {
        return dryRun;
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }

    String ruleset() {
        return ruleset;
    }

    UUID lastMessage() {
        return lastMessage;
    }

    /** Notes a slice: up to which message, and how many events changed from one class to another. */
    void advance(UUID last, int doneMessages, int doneEvents, List<Change> changed) {
        TreeMap<String, Long> counts = new TreeMap<>();
        Stream.concat(changes().stream(), changed.stream())
                .forEach(change -> counts.merge(change.from() + " " + change.to(), change.count(), Long::sum));
        this.changes = counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining("\n"));
        this.lastMessage = last;
        this.messagesDone += doneMessages;
        this.eventsDone += doneEvents;
    }

    void end(Status how, Instant now) {
        this.status = how;
        this.endedAt = now.atOffset(ZoneOffset.UTC);
    }

    private List<Change> changes() {
        return changes.lines()
                .map(line -> line.split(" "))
                .map(words -> new Change(words[0], words[1], Long.parseLong(words[2])))
                .toList();
    }

    View view() {
        return new View(
                id,
                status,
                dryRun,
                campaign().orElse(null),
                ruleset,
                messagesDone,
                eventsDone,
                messages,
                messages == 0 || !isRunning() ? 100 : Math.min(99, 100 * messagesDone / messages),
                changes(),
                startedBy,
                startedAt.toInstant(),
                endedAt == null ? null : endedAt.toInstant());
    }

    /** How many events' class changed, or would change. */
    public record Change(String from, String to, long count) {}

    /**
     * A run as callers see it.
     *
     * @param campaignId null for a run over everything
     * @param messages decided so far
     * @param events decided so far
     * @param messagesInAll messages that there were when it started
     * @param percent how far it is
     * @param endedAt null while it runs
     */
    public record View(
            UUID id,
            Status status,
            boolean dryRun,
            UUID campaignId,
            String ruleset,
            long messages,
            long events,
            long messagesInAll,
            long percent,
            List<Change> changed,
            String startedBy,
            Instant startedAt,
            Instant endedAt) {}
}
