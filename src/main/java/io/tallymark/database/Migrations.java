package io.tallymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** How the schema comes about: scripts in order, the same for both databases but for what these spell differently (D4). */
public final class Migrations {

    private static final Map<String, String> POSTGRESQL = Map.of(
            "by_bytes",
            " collate \"C\"",
            "link_target_key",
            "cast(cast('x' || encode(substring(sha256(convert_to(cast(snapshot_id as text) || ' ' || target, 'UTF8'))"
                    + " from 1 for 8), 'hex') as bit(64)) as bigint)");

    private static final Map<String, String> H2 = Map.of(
            "by_bytes",
            "",
            "link_target_key",
            "cast(substring(hash('SHA-256', cast(snapshot_id as varchar) || ' ' || target) from 1 for 8) as bigint)");

    private Migrations() {}

    /** Flyway's settings for this database. */
    public static FluentConfiguration of(DataSource source) throws SQLException {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(isPostgresql(source) ? POSTGRESQL : H2)
                .callbacks(new PatientMigration())
                .connectRetries(0);
    }

    private static boolean isPostgresql(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Database.isPostgresql(connection);
        }
    }
}
