package io.tallymark.classify;

import io.tallymark.database.Columns;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The verdict about one event, as long as no later decision replaces it. */
@Entity
@Table(name = "verdict")
public class StoredVerdict {

    /** All, the event's id last. */
    static final String COLUMNS = "message_id, class, rule, signals, ruleset, classified_at, event_id";

    @Id
    @Column(name = "event_id")
    private UUID eventId;

    @Column(name = "message_id")
    private UUID messageId;

    @Enumerated(EnumType.STRING)
    @Column(name = "class")
    private EventClass eventClass;

    private String rule;

    /** One a line: the rule, a tab, the evidence. */
    private String signals;

    private String ruleset;

    @Column(name = "classified_at")
    private OffsetDateTime classifiedAt;

    protected StoredVerdict() {}

    StoredVerdict(UUID messageId, Verdict verdict, Instant now) {
        this.eventId = verdict.eventId();
        this.messageId = messageId;
        this.eventClass = verdict.eventClass();
        this.rule = verdict.rule();
        this.signals = written(verdict.signals());
        this.ruleset = verdict.ruleSet();
        this.classifiedAt = now.atOffset(ZoneOffset.UTC);
    }

    /** True if both were decided alike for the same reasons; then the stored one keeps the time of its decision. */
    boolean saysTheSameAs(StoredVerdict other) {
        return eventClass == other.eventClass
                && rule.equals(other.rule)
                && signals.equals(other.signals)
                && ruleset.equals(other.ruleset);
    }

    /** Reads {@link #COLUMNS}. */
    static StoredVerdict read(ResultSet row) throws SQLException {
        StoredVerdict read = new StoredVerdict();
        read.messageId = Columns.uuid(row, 1);
        read.eventClass = EventClass.valueOf(row.getString(2));
        read.rule = row.getString(3);
        read.signals = row.getString(4);
        read.ruleset = row.getString(5);
        read.classifiedAt = Columns.time(row, 6).atOffset(ZoneOffset.UTC);
        read.eventId = Columns.uuid(row, 7);
        return read;
    }

    /** Gives all columns to a statement, the event's id last. */
    void bind(PreparedStatement statement) throws SQLException {
        statement.setObject(1, messageId);
        statement.setString(2, eventClass.name());
        statement.setString(3, rule);
        statement.setString(4, signals);
        statement.setString(5, ruleset);
        statement.setObject(6, classifiedAt);
        statement.setObject(7, eventId);
    }

    private static String written(List<Signal> signals) {
        StringBuilder lines = new StringBuilder();
        for (Signal signal : signals) {
            lines.append(signal.rule())
                    .append('\t')
                    .append(signal.evidence().replaceAll("\\p{Cntrl}", " "))
                    .append('\n');
        }
        return lines.toString();
    }

    /** The same verdict under the rule set in force. */
    Verdict standing(String ruleSet) {
        return new Verdict(eventId, eventClass, rule, inOrder(), ruleSet);
    }

    /** Which rule decided; empty if it failed or is no more. */
    Optional<Rule> rule() {
        return Rule.named(rule);
    }

    UUID eventId() {
        return eventId;
    }

    UUID messageId() {
        return messageId;
    }

    EventClass eventClass() {
        return eventClass;
    }

    String ruleset() {
        return ruleset;
    }

    Instant classifiedAt() {
        return classifiedAt.toInstant();
    }

    private List<Signal> inOrder() {
        return signals.lines()
                .map(line -> new Signal(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1)))
                .toList();
    }
}
