package io.tallymark.report;

import io.tallymark.campaign.MessagesMinted;
import io.tallymark.classify.VerdictsChanged;
import io.tallymark.classify.VerdictsChanged.DecidedMessage;
import io.tallymark.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Keeps the tallies: in the transactions that store verdicts and mint messages, so that they cannot disagree with them (R1). */
@ApplicationScoped
public class Tallies {

    private static final int SHARDS = 16;

    @Inject
    private Database database;

    void verdictsChanged(@Observes VerdictsChanged decided) throws SQLException {
        if (decided.messages().isEmpty()) {
            return;
        }
        try (Connection connection = database.connection()) {
            TallyTables tables = new TallyTables(connection);
            List<UUID> ids = decided.messages().stream()
                    .map(message -> message.message().id())
                    .toList();
            Map<UUID, List<TalliedEvent>> counted = tables.counted(ids);
            TallyChanges changes = new TallyChanges();
            for (DecidedMessage message : decided.messages()) {
                changes.decided(
                        message.message(),
                        counted.getOrDefault(message.message().id(), List.of()),
                        message.events().stream().map(TalliedEvent::of).toList());
            }
            tables.write(changes, decided.lane());
        }
    }

    void messagesMinted(@Observes MessagesMinted minted) throws SQLException {
        int shard = ThreadLocalRandom.current().nextInt(SHARDS);
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement("insert into sent_tally"
                        + " (snapshot_id, shard, campaign_id) values (?, ?, ?) on conflict do nothing");
                PreparedStatement update = connection.prepareStatement("update sent_tally set sent = sent + ?,"
                        + " internal_tests = internal_tests + ?, opens_off = opens_off + ?,"
                        + " clicks_off = clicks_off + ? where snapshot_id = ? and shard = ?")) {
            insert.setObject(1, minted.snapshotId());
            insert.setInt(2, shard);
            insert.setObject(3, minted.campaignId());
            insert.executeUpdate();
            update.setLong(1, minted.sent());
            update.setLong(2, minted.internalTests());
            update.setLong(3, minted.opensOff());
            update.setLong(4, minted.clicksOff());
            update.setObject(5, minted.snapshotId());
            update.setInt(6, shard);
            update.executeUpdate();
        }
    }
}
