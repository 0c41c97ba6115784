package io.tallymark.report;

import io.tallymark.access.AuditTrail;
import io.tallymark.campaign.Campaigns;
import io.tallymark.classify.VerdictStore;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Removes recipients (R7). */
@ApplicationScoped
@Transactional
public class Erasures {

    @Inject
    private Database database;

    @Inject
    private Campaigns campaigns;

    @Inject
    private VerdictStore verdicts;

    @Inject
    private AuditTrail audit;

    private record Sent(UUID id, UUID campaign, UUID snapshot) {}

    /** Erases a recipient, in one campaign or in all; one who is not known is nothing to erase. 404 for an unknown campaign. */
    public Erasure erase(String recipient, Optional<String> campaignId) throws SQLException {
        Optional<UUID> campaign = campaignId.map(id -> campaigns.find(id).id());
        verdicts.holdAllLanes();
        try (Connection connection = database.connection()) {
            List<Sent> messages = messages(connection, recipient, campaign);
            List<UUID> ids = messages.stream().map(Sent::id).toList();
            long tallied = forget(connection, recipient, messages);
            long decided = count(connection, ids);
            long events = each(connection, "delete from event where message_id = ?", ids);
            each(connection, "delete from classification_ticket where message_id = ?", ids);
            rename(connection, ids);
            for (UUID scope : scopes(messages)) {
                new ScopeSpans(connection).renew(scope);
            }
            // without the recipient, whom the trail would otherwise go on naming
            audit.note(
                    "recipient.erased",
                    campaignId.orElse("all campaigns"),
                    ids.size() + " messages, " + events + " events");
            return new Erasure(
                    recipient,
                    (int) messages.stream().map(Sent::campaign).distinct().count(),
                    messages.size(),
                    events,
                    decided,
                    Math.max(0, tallied - decided));
        }
    }

    private static List<Sent> messages(Connection connection, String recipient, Optional<UUID> campaign)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, campaign_id, snapshot_id from message where recipient = ?"
                        + (campaign.isPresent() ? " and campaign_id = ?" : "") + " order by id")) {
            select.setString(1, recipient);
            if (campaign.isPresent()) {
                select.setObject(2, campaign.get());
            }
            try (ResultSet row = select.executeQuery()) {
                List<Sent> messages = new ArrayList<>();
                while (row.next()) {
                    messages.add(new Sent(Columns.uuid(row, 1), Columns.uuid(row, 2), Columns.uuid(row, 3)));
                }
                return messages;
            }
        }
    }

    private static Set<UUID> scopes(List<Sent> messages) {
        Set<UUID> scopes = messages.stream().map(Sent::campaign).collect(Collectors.toCollection(HashSet::new));
        messages.forEach(message -> scopes.add(message.snapshot()));
        return scopes;
    }

    /** Takes all that is counted of the messages out of all tallies; returns how many events that were. */
    private static long forget(Connection connection, String recipient, List<Sent> messages) throws SQLException {
        List<UUID> ids = messages.stream().map(Sent::id).toList();
        TallyTables tables = new TallyTables(connection);
        Map<UUID, List<TalliedEvent>> counted = tables.counted(ids);
        TallyChanges changes = new TallyChanges();
        messages.forEach(message -> changes.erased(
                message.campaign(), message.snapshot(), recipient, counted.getOrDefault(message.id(), List.of())));
        tables.write(changes, VerdictStore.FIRST_LANE);
        each(connection, "delete from message_tally where message_id = ?", ids);
        try (PreparedStatement delete =
                connection.prepareStatement("delete from recipient_tally where scope = ? and recipient = ?")) {
            for (UUID scope : scopes(messages)) {
                delete.setObject(1, scope);
                delete.setString(2, recipient);
                delete.addBatch();
            }
            delete.executeBatch();
        }
        return each(connection, "delete from tallied_event where message_id = ?", ids);
    }

    private static long count(Connection connection, List<UUID> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from unnest(?) as wanted(id) join verdict v on v.message_id = wanted.id")) {
            select.setArray(1, Sql.array(connection, "uuid", ids, id -> id));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long each(Connection connection, String sql, List<UUID> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long rows = 0;
            for (UUID id : ids) {
                statement.setObject(1, id);
                rows += statement.executeUpdate();
            }
            return rows;
        }
    }

    /** Each message gets a recipient of its own that means nothing. */
    private static void rename(Connection connection, List<UUID> ids) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update message set recipient = ?, address_hash = null, domain_hash = null where id = ?")) {
            for (UUID id : ids) {
                update.setString(1, "erased-" + UUID.randomUUID());
                update.setObject(2, id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
