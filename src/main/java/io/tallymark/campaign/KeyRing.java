package io.tallymark.campaign;

import io.tallymark.database.Database;
import io.tallymark.database.SchemaReady;
import io.tallymark.http.Probe;
import io.tallymark.http.Problem;
import io.tallymark.settings.BadSettingException;
import io.tallymark.settings.Secret;
import io.tallymark.settings.Settings;
import io.tallymark.token.SigningKeys;
import io.tallymark.token.TokenCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The secrets of this installation, from the settings or from files of the data folder, checked against the database (C5). */
@ApplicationScoped
public class KeyRing implements Probe {

    private static final Logger LOG = System.getLogger("tallymark.campaign");

    private final Database database;
    private final SigningKeys signing;
    private final AddressHash addresses;
    private final int lifetimeDays;
    private volatile List<Integer> strange = List.of();

    @Inject
    public KeyRing(Settings settings, Database database) {
        this.database = database;
        this.signing = signing(settings);
        this.lifetimeDays = settings.tokens().lifetimeDays();
        this.addresses = new AddressHash(settings.tokens()
                .addressKey()
                .map(Secret::reveal)
                .orElseGet(() -> SecretFile.readOrMake(
                        settings.dataFolder().resolve("address.key"), () -> randomHex(new SecureRandom()))));
    }

    protected KeyRing() {
        this.database = null; // for the container's client proxy
        this.signing = null;
        this.addresses = null;
        this.lifetimeDays = 0;
    }

    private static SigningKeys signing(Settings settings) {
        try {
            return SigningKeys.parse(settings.tokens()
                    .keys()
                    .map(Secret::reveal)
                    .orElseGet(() -> SecretFile.readOrMake(
                            settings.dataFolder().resolve("signing.keys"),
                            () -> SigningKeys.generate(new SecureRandom()).format())));
        } catch (IllegalArgumentException e) {
            throw new BadSettingException("tallymark.token.keys", e.getMessage());
        }
    }

    private static String randomHex(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Produces
    @Singleton
    TokenCodec tokens() {
        return new TokenCodec(signing);
    }

    AddressHash addresses() {
        return addresses;
    }

    int lifetimeDays() {
        return lifetimeDays;
    }

    boolean holds(int id) {
        return signing.ids().contains(id);
    }

    int newest() {
        return signing.newestId();
    }

    /** The key for new tokens; 503 while the node must hand out none (C5). */
    int keyForNewTokens() {
        if (!strange.isEmpty()) {
            throw Problem.unavailable(fault());
        }
        return signing.newestId();
    }

    /** Notes the fingerprints of keys that the database does not know yet, and compares those that it does. */
    void schemaReady(@Observes SchemaReady ready) throws SQLException {
        List<Integer> differing = new ArrayList<>();
        try (Connection connection = database.connection()) {
            for (int id : signing.ids()) {
                note(connection, id);
                if (!known(connection, id).equals(signing.fingerprint(id))) {
                    differing.add(id);
                }
            }
        }
        strange = List.copyOf(differing);
        if (!strange.isEmpty()) {
            LOG.log(Level.ERROR, fault());
        }
    }

    private void note(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into signing_key (key_id, fingerprint, first_seen_at) values (?, ?, ?) on conflict do nothing")) {
            insert.setInt(1, id);
            insert.setString(2, signing.fingerprint(id));
            insert.setObject(3, OffsetDateTime.now(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static String known(Connection connection, int id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select fingerprint from signing_key where key_id = ?")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1).strip() : "";
            }
        }
    }

    private String fault() {
        return "tallymark.token.keys: key " + strange + " is not the key that this database knows under the same id;"
                + " no messages are minted until the right key is back or a new id is used";
    }

    @Override
    public String name() {
        return "signing keys";
    }

    @Override
    public Health health() {
        return new Health(
                strange.isEmpty(),
                strange.isEmpty()
                        ? Map.of("ids", signing.ids().toString(), "newest", signing.newestId())
                        : Map.of("fault", fault()));
    }
}
