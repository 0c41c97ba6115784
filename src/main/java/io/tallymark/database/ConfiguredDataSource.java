package io.tallymark.database;

import io.tallymark.settings.Secret;
import io.tallymark.settings.Settings;
import io.tallymark.settings.SettingsSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.xa.PGXADataSource;

/**
 * The driver behind the WAR's own pool: H2 in the data folder, or PostgreSQL when {@code tallymark.database.url} is set (D1).
 * The container makes it by its name, so it reads the settings itself.
 *
 * <p>H2 runs with {@code WRITE_DELAY=0}: with its default a killed process loses committed rows.
 */
public final class ConfiguredDataSource implements XADataSource {

    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 60;

    private XADataSource driver;

    private synchronized XADataSource driver() {
        if (driver == null) {
            Settings settings = SettingsSource.read();
            driver = settings.database().url().isPresent()
                    ? postgresql(settings.database())
                    : embedded(settings.dataFolder());
        }
        return driver;
    }

    private static XADataSource postgresql(Settings.DatabaseAccess access) {
        PGXADataSource source = new PGXADataSource();
        source.setUrl(access.url().orElseThrow());
        source.setUser(access.user());
        source.setPassword(access.password().map(Secret::reveal).orElse(""));
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setApplicationName("tallymark");
        return source;
    }

    private static XADataSource embedded(Path data) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + data.resolve("tallymark")
                + ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000"
                + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1");
        source.setUser("tallymark");
        source.setPassword("");
        return source;
    }

    /** The standard property of data sources; says nothing that matters here. */
    public void setDescription(String description) {
        // everything that matters is in the settings
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return driver().getXAConnection();
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return getXAConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the drivers log through their own loggers
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // fixed above, so that the pool's own default of none does not win
    }

    @Override
    public int getLoginTimeout() {
        return CONNECT_SECONDS;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("tallymark");
    }
}
