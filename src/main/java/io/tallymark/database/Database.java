package io.tallymark.database;

import io.tallymark.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The database of this installation: connections and entity managers for the current transaction, and whether it answers. */
@ApplicationScoped
@DataSourceDefinition(
        name = Database.OWN_POOL,
        className = "io.tallymark.database.ConfiguredDataSource",
        minPoolSize = 0,
        initialPoolSize = 0,
        maxPoolSize = 24,
        maxIdleTime = 300,
        properties = {
            // WildFly takes no data source without a property of its class
            "description=the database of the settings",
            // Payara drops dead connections only when told to look; WildFly warns about names it does not know
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=1",
            "fish.payara.max-wait-time-in-millis=5000"
        })
public class Database {

    static final String OWN_POOL = "java:app/jdbc/tallymark";

    private static final long HANGING_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Settings settings;
    private volatile DataSource dataSource;
    private volatile EntityManagerFactory factory;
    private volatile boolean migrated;
    private volatile boolean answers;
    private volatile long lastAnswer = System.nanoTime();
    /** When the question was asked that waits for its answer; 0 when none does. */
    private volatile long askedAt;

    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Inject
    public Database(Settings settings) {
        this.settings = settings;
    }

    protected Database() {
        this(null); // for the container's client proxy
    }

    /** Whether the schema is in place, and the database answered when last asked or has not kept us waiting for long (D3). */
    public boolean available() {
        long asked = askedAt;
        boolean hangs = asked != 0 && System.nanoTime() - asked > HANGING_NANOS;
        return migrated && answers && !hangs;
    }

    /** A connection that takes part in the current transaction, or commits each statement when there is none. Close it. */
    public Connection connection() throws SQLException {
        return dataSource().getConnection();
    }

    /** The entity manager of the current transaction; it is closed when the transaction ends. */
    public EntityManager entities() {
        EntityManager open = (EntityManager) transactions.getResource(Database.class);
        if (open == null) {
            if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
                throw new IllegalStateException("Entities are used only inside a transaction");
            }
            EntityManager made = factory().createEntityManager();
            made.joinTransaction();
            takeConnection(made);
            transactions.putResource(Database.class, made);
            transactions.registerInterposedSynchronization(new CloseWhenDone(made));
            return made;
        }
        return open;
    }

    /**
     * Makes the provider take its connection now (D6): one that it takes only when the transaction ends does not belong to it on Payara.
     * EclipseLink begins when it is asked for the connection; Hibernate has none to give and takes the right one by itself.
     */
    private static void takeConnection(EntityManager entities) {
        try {
            entities.unwrap(Connection.class);
        } catch (PersistenceException e) {
            // Hibernate's answer
        }
    }

    DataSource dataSource() {
        if (dataSource == null) {
            String name = settings.database().pool().orElse(OWN_POOL);
            try {
                dataSource = InitialContext.doLookup(name);
            } catch (NamingException e) {
                throw new IllegalStateException("tallymark.database.pool: there is no data source named " + name, e);
            }
        }
        return dataSource;
    }

    void migrated() {
        migrated = true;
        answered();
    }

    boolean isMigrated() {
        return migrated;
    }

    void asked() {
        askedAt = System.nanoTime();
    }

    void answered() {
        answers = true;
        lastAnswer = System.nanoTime();
        askedAt = 0;
    }

    void failed() {
        answers = false;
        askedAt = 0;
    }

    /** Whole seconds since the database last answered. */
    long silentSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastAnswer);
    }

    private EntityManagerFactory factory() {
        if (factory == null) {
            synchronized (this) {
                if (factory == null) {
                    String pool = settings.database().pool().orElse(OWN_POOL);
                    factory = Persistence.createEntityManagerFactory(
                            "tallymark", Map.of("jakarta.persistence.jtaDataSource", pool));
                }
            }
        }
        return factory;
    }

    @PreDestroy
    void close() {
        if (factory != null) {
            factory.close();
        }
    }

    private record CloseWhenDone(EntityManager entities) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // the provider flushes by its own synchronization
        }

        @Override
        public void afterCompletion(int status) {
            if (entities.isOpen()) {
                entities.close();
            }
        }
    }

    /** Whether this is PostgreSQL, where a statement has to be put otherwise than for H2. */
    public static boolean isPostgresql(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}
