package io.tallymark.report;

import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.report.Quarters.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Reads timelines. */
@ApplicationScoped
@Transactional
public class Timelines {

    @Inject
    private Database database;

    /** @param zone a name of the IANA time zone database, UTC if null; 422 for another, and for a bucket that is not hour or day */
    public Timeline of(Subject subject, String bucket, String zone) throws SQLException {
        return Timeline.of(quarters(subject), bucket(bucket), zone(zone));
    }

    private static Bucket bucket(String given) {
        return switch (given == null ? "day" : given) {
            case "hour" -> Bucket.HOUR;
            case "day" -> Bucket.DAY;
            default -> throw Problem.invalid("bucket", "must be hour or day");
        };
    }

    private static ZoneId zone(String given) {
        if (given != null && !ZoneId.getAvailableZoneIds().contains(given)) {
            throw Problem.invalid("zone", "must be a name of the IANA time zone database like Europe/Paris");
        }
        return ZoneId.of(given == null ? "UTC" : given);
    }

    private Map<Integer, Counts> quarters(Subject subject) throws SQLException {
        Map<Integer, Counts> quarters = new HashMap<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select quarter, "
                        + Sql.sums(Counts.COLUMNS.stream()) + " from quarter_tally where scope = ? group by quarter")) {
            select.setObject(1, subject.id());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    quarters.put(row.getInt(1), Counts.read(row, 2));
                }
            }
        }
        return quarters;
    }
}
