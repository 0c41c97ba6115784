package io.tallymark.report;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.campaign.Ids;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Starts and shows recounts (R6). */
@ApplicationScoped
@Transactional
public class Verifications {

    @Inject
    private Database database;

    /** Asks for a recount; a timer does it. */
    public Verification start(String by) throws SQLException {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement("insert into tally_verification"
                        + " (id, status, last_campaign, campaigns, campaigns_done, differences,"
                        + " details, started_at, started_by)"
                        + " select ?, 'RUNNING', ?, count(*), 0, 0, '', ?, ? from campaign")) {
            insert.setObject(1, id);
            insert.setObject(2, new UUID(0, 0));
            Sql.time(insert, 3, Instant.now());
            insert.setString(4, by);
            insert.executeUpdate();
        }
        return find(id.toString());
    }

    public Verification find(String id) throws SQLException {
        UUID parsed = Ids.parse(id).orElseThrow(() -> Problem.notFound("verification", id));
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select status, campaigns_done, campaigns,"
                                + " differences, details, started_by, started_at, ended_at from tally_verification where id = ?")) {
            select.setObject(1, parsed);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("verification", id);
                }
                return view(parsed, row);
            }
        }
    }

    /** The one that was started last, if ever one was. */
    public Optional<Verification> latest() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select id from tally_verification order by id desc fetch first 1 rows only");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(find(Columns.uuid(row, 1).toString())) : Optional.empty();
        }
    }

    private static Verification view(UUID id, ResultSet row) throws SQLException {
        boolean done = row.getString(1).equals("DONE");
        int campaigns = row.getInt(3);
        return new Verification(
                id,
                row.getString(1),
                row.getInt(2),
                campaigns,
                done || campaigns == 0 ? 100 : Math.min(99, 100 * row.getInt(2) / campaigns),
                row.getLong(4),
                row.getString(5).lines().toList(),
                row.getString(6),
                Sql.time(row, 7),
                Sql.time(row, 8));
    }
}
