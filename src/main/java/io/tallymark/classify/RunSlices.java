package io.tallymark.classify;

import io.tallymark.campaign.Messages;
import io.tallymark.classify.ClassificationRun.Change;
import io.tallymark.classify.ClassificationRun.Status;
import io.tallymark.database.Database;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Does the work of runs (V10): a slice of messages a transaction, its verdicts, its changes and its place in one; so a run goes on
 * after a restart, on any node, and no report sees half a message.
 */
@Stateless
public class RunSlices {

    private static final int SLICE = 500;

    @Inject
    private Database database;

    @Inject
    private Decisions decisions;

    @Inject
    private Messages messages;

    @Inject
    private Tickets tickets;

    /** Goes on with the oldest run that nobody is at; false if there is none or it is done. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean runSlice() throws SQLException {
        Optional<UUID> free = free();
        if (free.isEmpty()) {
            return false;
        }
        ClassificationRun run = database.entities().find(ClassificationRun.class, free.get());
        Instant now = Instant.now();
        if (!decisions.version().equals(run.ruleset())) {
            run.end(Status.OUTDATED, now);
            return true;
        }
        List<UUID> next = messages.after(run.campaign(), run.lastMessage(), SLICE);
        if (next.isEmpty()) {
            run.end(Status.DONE, now);
            return false;
        }
        if (!run.isDryRun()) {
            tickets.holdAll();
        }
        decide(run, next, now);
        return true;
    }

    private void decide(ClassificationRun run, List<UUID> next, Instant now) throws SQLException {
        Map<Change, Integer> changes = new HashMap<>();
        int events = 0;
        for (Decisions.Decision decision : decisions.decide(next).of()) {
            events += decision.verdicts().size();
            for (Verdict verdict : decision.verdicts()) {
                StoredVerdict before = decision.before().get(verdict.eventId());
                EventClass from = before == null ? EventClass.UNDECIDED : before.eventClass();
                if (from != verdict.eventClass()) {
                    changes.merge(new Change(from.name(), verdict.eventClass().name(), 0), 1, Integer::sum);
                }
            }
            if (!run.isDryRun()) {
                Classification.store(database.entities(), decision, now);
            }
        }
        add(run.id(), changes);
        run.advance(next.get(next.size() - 1), next.size(), events);
    }

    private Optional<UUID> free() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select id from classification_run"
                        + " where status = 'RUNNING' order by id fetch first 1 rows only for update skip locked");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
        }
    }

    private void add(UUID run, Map<Change, Integer> changes) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement("update classification_run_change"
                        + " set event_count = event_count + ? where run_id = ? and from_class = ? and to_class = ?");
                PreparedStatement insert = connection.prepareStatement("insert into classification_run_change"
                        + " (event_count, run_id, from_class, to_class) values (?, ?, ?, ?)")) {
            for (Map.Entry<Change, Integer> change : changes.entrySet()) {
                if (bound(update, run, change).executeUpdate() == 0) {
                    bound(insert, run, change).executeUpdate();
                }
            }
        }
    }

    private static PreparedStatement bound(PreparedStatement statement, UUID run, Map.Entry<Change, Integer> change)
            throws SQLException {
        statement.setLong(1, change.getValue());
        statement.setObject(2, run);
        statement.setString(3, change.getKey().from());
        statement.setString(4, change.getKey().to());
        return statement;
    }
}
