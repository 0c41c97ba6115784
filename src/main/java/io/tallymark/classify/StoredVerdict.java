package io.tallymark.classify;

import io.tallymark.database.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The verdict about one event, as long as no later decision replaces it.
 *
 * @param ruleName as {@link Rule} writes it; perhaps of a rule that is no more
 * @param lines the signals, one a line: the rule, a tab, the evidence
 */
record StoredVerdict(
        UUID eventId,
        UUID messageId,
        EventClass eventClass,
        String ruleName,
        String lines,
        String ruleset,
        Instant classifiedAt) {

    /** All, the event's id last. */
    static final String COLUMNS = "message_id, class, rule, signals, ruleset, classified_at, event_id";

    static StoredVerdict of(UUID messageId, Verdict verdict, Instant now) {
        return new StoredVerdict(
                verdict.eventId(),
                messageId,
                verdict.eventClass(),
                verdict.rule(),
                written(verdict.signals()),
                verdict.ruleSet(),
                now);
    }

    /** True if both were decided alike for the same reasons; then the stored one keeps the time of its decision. */
    boolean saysTheSameAs(StoredVerdict other) {
        return eventClass == other.eventClass
                && ruleName.equals(other.ruleName)
                && lines.equals(other.lines)
                && ruleset.equals(other.ruleset);
    }

    /** Reads {@link #COLUMNS}. */
    static StoredVerdict read(ResultSet row) throws SQLException {
        return new StoredVerdict(
                Columns.uuid(row, 7),
                Columns.uuid(row, 1),
                EventClass.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Columns.time(row, 6));
    }

    /** Gives all columns to a statement, the event's id last. */
    void bind(PreparedStatement statement) throws SQLException {
        statement.setObject(1, messageId);
        statement.setString(2, eventClass.name());
        statement.setString(3, ruleName);
        statement.setString(4, lines);
        statement.setString(5, ruleset);
        statement.setObject(6, classifiedAt.atOffset(ZoneOffset.UTC));
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
        return new Verdict(eventId, eventClass, ruleName, inOrder(), ruleSet);
    }

    /** Which rule decided; empty if it failed or is no more. */
    Optional<Rule> rule() {
        return Rule.named(ruleName);
    }

    private List<Signal> inOrder() {
        return lines.lines()
                .map(line -> new Signal(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1)))
                .toList();
    }
}
