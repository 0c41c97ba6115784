import java.sql.DriverManager;

/** Makes the database that a benchmark uses. */
public final class MakeDatabase {

    public static void main(String[] args) throws Exception {
        try (var connection = DriverManager.getConnection(args[0], "tallymark", "");
                var statement = connection.createStatement()) {
            statement.execute("create database tallymark");
        }
    }
}
