package io.tallymark.sample;

import io.tallymark.access.AuditTrail;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.sample.SampleState.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Asks for sample data and for their removal, and tells how far that is; a timer does the work (SD3). */
@ApplicationScoped
@Transactional
public class SampleData {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private Database database;

    @Inject
    private AuditTrail audit;

    public SampleState state() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select task, done, steps, started_at, started_by from sample_work where id = 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new SampleState(
                            Task.valueOf(row.getString(1)),
                            row.getInt(2),
                            row.getInt(3),
                            Columns.time(row, 4),
                            row.getString(5))
                    : SampleState.NONE;
        }
    }

    /** Asks for them; nothing happens if they are there or on their way. */
    public void make(String by) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into sample_work (id, task, seed, done, steps, started_at, started_by)"
                                + " values (1, 'MAKING', ?, 0, ?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, RANDOM.nextLong());
            insert.setInt(2, SamplePlan.steps());
            insert.setObject(3, OffsetDateTime.now(ZoneOffset.UTC));
            insert.setString(4, by);
            if (insert.executeUpdate() > 0) {
                audit.note("sample-data.made", "sample data", null);
            }
        }
    }

    /** Asks for their removal, also while they are being made. */
    public void remove(String by) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement("update sample_work set task = 'REMOVING',"
                        + " done = 0, steps = (select count(*) from campaign where sample), started_at = ?, started_by = ?"
                        + " where id = 1 and task <> 'REMOVING'")) {
            update.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
            update.setString(2, by);
            if (update.executeUpdate() > 0) {
                audit.note("sample-data.removed", "sample data", null);
            }
        }
    }
}
