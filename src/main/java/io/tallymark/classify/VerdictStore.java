package io.tallymark.classify;

import io.tallymark.classify.Decisions.Decision;
import io.tallymark.classify.VerdictsChanged.DecidedEvent;
import io.tallymark.classify.VerdictsChanged.DecidedMessage;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.event.RawEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Stores verdicts and tells so, in the transaction of its caller, who holds the lanes of the messages. By JDBC, because these are
 * the most rows that are written.
 */
@ApplicationScoped
public class VerdictStore {

    /** Who holds all lanes holds this one. */
    public static final int FIRST_LANE = 0;

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String INSERT =
            "insert into verdict (" + StoredVerdict.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "update verdict"
            + " set message_id = ?, class = ?, rule = ?, signals = ?, ruleset = ?, classified_at = ? where event_id = ?";

    @Inject
    private Database database;

    @Inject
    private Tickets tickets;

    @Inject
    private RuleSets ruleSets;

    @Inject
    private Event<VerdictsChanged> changed;

    /** The version of the rules in force. */
    public String ruleset() throws SQLException {
        return ruleSets.active().ruleSet().version();
    }

    /** Waits until nobody else decides anything, and keeps it so until the transaction ends. */
    public void holdAllLanes() throws SQLException {
        tickets.holdAll();
    }

    /** Queues messages for a decision within seconds. */
    void decideSoon(List<UUID> messages) throws SQLException {
        tickets.add(messages, Instant.now(), SOON);
    }

    /** The stored verdicts of these messages: by message, by event. */
    Map<UUID, Map<UUID, StoredVerdict>> of(Collection<UUID> messages) throws SQLException {
        Map<UUID, Map<UUID, StoredVerdict>> stored = new HashMap<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select " + StoredVerdict.COLUMNS
                        + " from unnest(?) as wanted(id) join verdict on message_id = wanted.id")) {
            select.setArray(1, connection.createArrayOf("uuid", messages.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    StoredVerdict verdict = StoredVerdict.read(row);
                    stored.computeIfAbsent(verdict.messageId(), id -> new HashMap<>())
                            .put(verdict.eventId(), verdict);
                }
            }
        }
        return stored;
    }

    /** Those of the messages that have been decided before. */
    Set<UUID> decided(Collection<UUID> messages) throws SQLException {
        Set<UUID> decided = new HashSet<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select wanted.id from unnest(?) as wanted(id)"
                        + " where exists (select 1 from verdict v where v.message_id = wanted.id)")) {
            select.setArray(1, connection.createArrayOf("uuid", messages.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    decided.add(Columns.uuid(row, 1));
                }
            }
        }
        return decided;
    }

    /**
     * Inserts and changes the verdicts that differ.
     *
     * @param lane one of those that are held
     */
    void store(Decisions.Slice slice, int lane, Instant now) throws SQLException {
        List<DecidedMessage> decided = new ArrayList<>();
        List<StoredVerdict> news = new ArrayList<>();
        List<StoredVerdict> changes = new ArrayList<>();
        for (Decision decision : slice.of()) {
            decision.facts().ifPresent(message -> decided.add(new DecidedMessage(message, events(decision))));
            for (Verdict verdict : decision.verdicts()) {
                StoredVerdict made = StoredVerdict.of(decision.messageId(), verdict, now);
                StoredVerdict before = decision.before().get(verdict.eventId());
                if (before == null) {
                    news.add(made);
                } else if (!made.saysTheSameAs(before)) {
                    changes.add(made);
                }
            }
        }
        write(INSERT, news);
        write(UPDATE, changes);
        changed.fire(new VerdictsChanged(decided, lane));
    }

    private void write(String sql, List<StoredVerdict> verdicts) throws SQLException {
        if (verdicts.isEmpty()) {
            return;
        }
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (StoredVerdict verdict : verdicts) {
                verdict.bind(statement);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<DecidedEvent> events(Decision decision) {
        Map<UUID, EventClass> after = new HashMap<>();
        decision.verdicts().forEach(verdict -> after.put(verdict.eventId(), verdict.eventClass()));
        List<DecidedEvent> events = new ArrayList<>();
        for (RawEvent event : decision.raw()) {
            StoredVerdict before = decision.before().get(event.id());
            events.add(new DecidedEvent(
                    event, before == null ? EventClass.UNDECIDED : before.eventClass(), after.get(event.id())));
        }
        return events;
    }
}
