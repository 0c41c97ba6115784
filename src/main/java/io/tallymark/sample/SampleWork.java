package io.tallymark.sample;

import io.tallymark.sample.SampleState.Task;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The one row that says what becomes of sample data; there is none while there are no sample data. */
@Entity
@Table(name = "sample_work")
public class SampleWork {

    static final int ONLY = 1;

    @Id
    private int id;

    @Enumerated(EnumType.STRING)
    private Task task;

    private long seed;
    private int done;
    private int steps;

    @Column(name = "started_at")
    private OffsetDateTime startedAt;

    @Column(name = "started_by")
    private String startedBy;

    protected SampleWork() {}

    /** The making of sample data. */
    SampleWork(long seed, int steps, String by, Instant now) {
        this.id = ONLY;
        this.seed = seed;
        begin(Task.MAKING, steps, by, now);
    }

    /** Turns to the removal. */
    void remove(int campaigns, String by, Instant now) {
        begin(Task.REMOVING, campaigns, by, now);
    }

    private void begin(Task what, int howMany, String by, Instant now) {
        this.task = what;
        this.done = 0;
        this.steps = howMany;
        this.startedBy = by;
        this.startedAt = now.atOffset(ZoneOffset.UTC);
    }

    /** Notes a step; the last one of the making ends it. */
    void advance() {
        done++;
        if (task == Task.MAKING && done >= steps) {
            task = Task.THERE;
        }
    }

    boolean is(Task other) {
        return task == other;
    }

    long seed() {
        return seed;
    }

    int done() {
        return done;
    }

    Instant startedAt() {
        return startedAt.toInstant();
    }

    SampleState state() {
        return new SampleState(task, done, steps, startedAt.toInstant(), startedBy);
    }
}
