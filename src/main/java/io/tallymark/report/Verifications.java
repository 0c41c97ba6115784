package io.tallymark.report;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.access.AuditTrail;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Starts and shows recounts (R6). */
@ApplicationScoped
@Transactional
public class Verifications {

    private static final String COLUMNS =
            "select id, status, campaigns_done, campaigns, differences, details, started_by, started_at, ended_at"
                    + " from tally_verification ";

    @Inject
    private Database database;

    @Inject
    private AuditTrail audit;

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
        audit.note("verification.started", id.toString(), null);
        return find(id.toString());
    }

    public Verification find(String id) throws SQLException {
        UUID parsed = Ids.parse(id).orElseThrow(() -> Problem.notFound("verification", id));
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(COLUMNS + "where id = ?")) {
            select.setObject(1, parsed);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("verification", id);
                }
                return view(row);
            }
        }
    }

    /** The newest ones, newest first. */
    public List<Verification> latest(int most) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement(COLUMNS + "order by id desc fetch first ? rows only")) {
            select.setInt(1, most);
            try (ResultSet row = select.executeQuery()) {
                List<Verification> latest = new ArrayList<>();
                while (row.next()) {
                    latest.add(view(row));
                }
                return latest;
            }
        }
    }

    private static Verification view(ResultSet row) throws SQLException {
        boolean done = row.getString(2).equals("DONE");
        int campaigns = row.getInt(4);
        return new Verification(
                Columns.uuid(row, 1),
                row.getString(2),
                row.getInt(3),
                campaigns,
                done || campaigns == 0 ? 100 : Math.min(99, 100 * row.getInt(3) / campaigns),
                row.getLong(5),
                row.getString(6).lines().toList(),
                row.getString(7),
                Sql.time(row, 8),
                Sql.time(row, 9));
    }
}
