package io.tallymark.report;

import io.tallymark.classify.VerdictStore;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Recounts one campaign a transaction and notes it with its place, so that a recount goes on after a restart, on any node (R6). */
@Stateless
public class VerificationSlices {

    private static final int LONGEST_DETAILS = 20_000;

    @Inject
    private Database database;

    @Inject
    private VerdictStore verdicts;

    @Inject
    private Settings settings;

    private record Place(UUID id, UUID lastCampaign) {}

    /** Goes on with the oldest recount; false if there is none or another node is at it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean runSlice() throws SQLException {
        try (Connection connection = database.connection()) {
            Optional<Place> place = oldest(connection);
            if (place.isEmpty()) {
                return false;
            }
            Optional<UUID> campaign = next(connection, place.get().lastCampaign());
            if (campaign.isEmpty()) {
                end(connection, place.get().id());
                return true;
            }
            note(connection, place.get().id(), campaign.get(), recount(connection, campaign.get()));
            return true;
        }
    }

    /** Looks first while work goes on; only a difference is looked at again while nobody decides anything. */
    private Recount.Result recount(Connection connection, UUID campaign) throws SQLException {
        int days = settings.retention().eventDays();
        Instant keptSince = days == 0 ? Instant.EPOCH : Instant.now().minus(Duration.ofDays(days));
        Recount.Result result = new Recount(connection, campaign, keptSince).run();
        if (result.found() == 0) {
            return result;
        }
        verdicts.holdAllLanes();
        return new Recount(connection, campaign, keptSince).run();
    }

    private static Optional<Place> oldest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id, last_campaign from tally_verification"
                        + " where status = 'RUNNING' order by id fetch first 1 rows only for update skip locked");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new Place(Columns.uuid(row, 1), Columns.uuid(row, 2))) : Optional.empty();
        }
    }

    private static Optional<UUID> next(Connection connection, UUID last) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id from campaign where id > ? order by id fetch first 1 rows only")) {
            select.setObject(1, last);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Columns.uuid(row, 1)) : Optional.empty();
            }
        }
    }

    private static void note(Connection connection, UUID id, UUID campaign, Recount.Result result) throws SQLException {
        StringBuilder details = new StringBuilder();
        result.differences()
                .forEach(difference -> details.append("campaign ")
                        .append(campaign)
                        .append(", ")
                        .append(difference)
                        .append('\n'));
        try (PreparedStatement update = connection.prepareStatement("update tally_verification set last_campaign = ?,"
                + " campaigns_done = campaigns_done + 1, differences = differences + ?,"
                + " details = case when length(details) > " + LONGEST_DETAILS
                + " then details else details || ? end where id = ?")) {
            update.setObject(1, campaign);
            update.setLong(2, result.found());
            update.setString(3, details.toString());
            update.setObject(4, id);
            update.executeUpdate();
        }
    }

    private static void end(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update tally_verification set status = 'DONE', ended_at = ? where id = ?")) {
            Sql.time(update, 1, Instant.now());
            update.setObject(2, id);
            update.executeUpdate();
        }
    }
}
