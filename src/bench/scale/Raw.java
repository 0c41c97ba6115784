import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts a campaign's events by kind and class over the raw tables, three times. Arguments: JDBC address, campaign. */
public final class Raw {

    private static final String COUNT = "select e.kind, v.class, count(*), count(distinct m.recipient) from event e join verdict v"
            + " on v.event_id = e.id join message m on m.id = e.message_id where e.campaign_id = '%s' group by 1, 2";

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection(args[0]); Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                try (ResultSet rows = statement.executeQuery(COUNT.formatted(args[1]))) {
                    rows.next();
                }
                System.out.println("counting over the raw tables: " + (System.nanoTime() - start) / 1_000_000 + " ms");
            }
        }
    }
}
