package io.tallymark.campaign;

import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which messages recipients got, for reading. */
@ApplicationScoped
@Transactional
public class RecipientMessages {

    @Inject
    private Database database;

    /** One of a recipient's messages. */
    public record Sent(UUID id, Instant sentAt) {}

    /** The latest {@code most} messages of each of these recipients in a campaign, or in one of its snapshots, latest first. */
    public Map<String, List<Sent>> latest(
            UUID campaign, Optional<UUID> snapshot, Collection<String> recipients, int most) throws SQLException {
        Map<String, List<Sent>> messages = new HashMap<>();
        // one by one along an index: somebody may have got thousands
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select id, sent_at from message where campaign_id = ? and recipient = ?"
                                + (snapshot.isPresent() ? " and snapshot_id = ?" : "")
                                + " order by id desc fetch first " + most + " rows only")) {
            for (String recipient : recipients) {
                select.setObject(1, campaign);
                select.setString(2, recipient);
                if (snapshot.isPresent()) {
                    select.setObject(3, snapshot.get());
                }
                messages.put(recipient, read(select));
            }
        }
        return messages;
    }

    private static List<Sent> read(PreparedStatement select) throws SQLException {
        List<Sent> sent = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                sent.add(new Sent(Columns.uuid(row, 1), Columns.time(row, 2)));
            }
        }
        return sent;
    }
}
