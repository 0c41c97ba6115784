package io.tallymark.settings;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every setting of the product. Names are {@code tallymark.<name>}, in the environment {@code TALLYMARK_<NAME>} with
 * underscores for dots and hyphens.
 *
 * @param data folder of the journal, the link replica, the embedded database and generated keys
 * @param baseUrl public address of the default tracking domain, scheme and host with an optional port, no trailing slash
 * @param dashboardHosts hosts, without port, that answer the API and the dashboard; empty: every host does
 * @param trustedProxies networks whose {@code X-Forwarded-For} is believed; empty: the header is ignored
 */
public record Settings(
        Path data,
        String baseUrl,
        DatabaseAccess database,
        Tokens tokens,
        Set<String> dashboardHosts,
        List<IPAddress> trustedProxies,
        JournalBounds journal,
        Retention retention,
        Limits limits,
        PublicPage publicPage,
        Dashboard dashboard,
        Optional<Provider> provider,
        Bootstrap bootstrap) {

    /**
     * @param url PostgreSQL JDBC address; absent: the embedded H2 database in the data folder
     * @param pool JNDI name of a pool that the server defines; it then wins over {@code url}
     */
    public record DatabaseAccess(Optional<String> url, String user, Optional<Secret> password, Optional<String> pool) {}

    /**
     * @param keys signing keys, {@code 1:<base64url>,2:<base64url>}; absent: generated once and kept in the data folder
     * @param lifetimeDays days after minting during which opens and clicks are recorded
     * @param addressKey key of the address hashes; absent: generated once and kept in the data folder
     */
    public record Tokens(Optional<Secret> keys, int lifetimeDays, Optional<Secret> addressKey) {}

    /**
     * @param maxBytes size of the journal file at which new records are refused and counted as lost
     * @param maxWaiting requests that may wait for the disk at once
     * @param keepHours hours that records already in the database stay in the journal
     */
    public record JournalBounds(long maxBytes, int maxWaiting, int keepHours) {}

    /**
     * @param eventDays days that raw events are kept; 0: for good
     * @param fullAddressDays days after which client addresses are shortened to /24 and /48
     */
    public record Retention(int eventDays, int fullAddressDays) {}

    /**
     * @param bodyBytes longest body of an API request
     * @param partBytes longest HTML or plain text of a message
     * @param links most links that one message may hold
     * @param importBytes longest body of an import
     * @param apiRequests API requests that may run at once; more are answered 503, so that they never crowd out readers
     */
    public record Limits(long bodyBytes, long partBytes, int links, long importBytes, int apiRequests) {}

    /** Texts of the short page at {@code /} and of {@code /.well-known/security.txt}. */
    public record PublicPage(
            String operator,
            Optional<String> contact,
            Optional<String> text,
            Optional<String> privacyUrl,
            Optional<String> securityTxt) {}

    /**
     * @param timeZone in which times are shown to people who chose none
     * @param idleMinutes minutes without a request after which a session ends
     * @param maxHours hours after the sign-in at which it ends in any case
     */
    public record Dashboard(ZoneId timeZone, int idleMinutes, int maxHours) {}

    /**
     * The OpenID Connect provider with which people may sign in.
     *
     * @param issuer as it stands in the provider's own description
     * @param roleClaim claim of the ID token with the groups or roles of a person; dots lead into objects
     * @param roles which of its values is which role here
     * @param label name on the button
     * @param dashboardUrl scheme and host at which browsers reach the dashboard
     */
    public record Provider(
            String issuer,
            String clientId,
            Secret clientSecret,
            List<String> scopes,
            String roleClaim,
            Map<String, String> roles,
            String label,
            String dashboardUrl) {}

    /** First credentials; absent ones are generated and printed once. */
    public record Bootstrap(Optional<Secret> password, Optional<Secret> apiKey) {}

    /** The data folder, made for its owner only if it is not there; {@link BadSettingException} if it cannot be made. */
    public Path dataFolder() {
        try {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] ownerOnly = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                    }
                    : new FileAttribute<?>[0];
            return Files.createDirectories(data, ownerOnly);
        } catch (IOException e) {
            throw SettingReader.bad("data", "the folder " + data + " cannot be made or is no folder");
        }
    }

    /** Reads all settings from {@code source}, a look-up by name; throws {@link BadSettingException} (S2). */
    public static Settings read(Function<String, Optional<String>> source) {
        return read(new SettingReader(source));
    }

    static Settings read(SettingReader in) {
        return new Settings(
                in.parsed("data", in.text("data", "data"), raw -> Path.of(raw).toAbsolutePath(), "/var/lib/tallymark"),
                in.parsed("base-url", in.text("base-url", "http://localhost:8080"), Settings::origin, ORIGIN_EXAMPLE),
                databaseAccess(in),
                new Tokens(
                        in.secret("token.keys"),
                        in.integer("token.lifetime-days", 730, 1, 3650),
                        in.secret("address-key").map(Settings::longEnough)),
                in.list("dashboard-hosts", Settings::host, "tallymark.example.com").stream()
                        .collect(Collectors.toUnmodifiableSet()),
                in.list("trusted-proxies", Settings::network, "10.0.0.0/8"),
                new JournalBounds(
                        in.number("journal.max-megabytes", 2048, 1, 1_000_000) << 20,
                        in.integer("journal.max-waiting", 10_000, 1, 1_000_000),
                        in.integer("journal.keep-hours", 24, 0, 24 * 365)),
                new Retention(
                        in.integer("events.retention-days", 730, 0, 36_500),
                        in.integer("events.full-address-days", 30, 0, 36_500)),
                new Limits(
                        in.number("http.max-body-megabytes", 32, 1, 1024) << 20,
                        in.number("message.max-part-megabytes", 4, 1, 1024) << 20,
                        in.integer("message.max-links", 10_000, 1, 1_000_000),
                        in.number("import.max-megabytes", 1024, 1, 1_000_000) << 20,
                        in.integer("http.api-requests", 16, 1, 10_000)),
                new PublicPage(
                        in.text("public.operator", "the sender of the message that led you here"),
                        in.optional("public.contact"),
                        in.optional("public.text"),
                        in.optional("public.privacy-url").map(raw -> webAddress("public.privacy-url", raw)),
                        in.optional("public.security-txt").map(raw -> raw.replace("\\n", "\n"))),
                new Dashboard(
                        in.parsed("time-zone", in.text("time-zone", "UTC"), ZoneId::of, "Europe/Berlin"),
                        in.integer("session.idle-minutes", 30, 1, 720),
                        in.integer("session.max-hours", 12, 1, 168)),
                provider(in),
                new Bootstrap(in.secret("bootstrap.password"), in.secret("bootstrap.api-key")));
    }

    private static final String ORIGIN_EXAMPLE = "https://track.example.com";

    private static Optional<Provider> provider(SettingReader in) {
        Optional<String> issuer = in.optional("oidc.issuer");
        Optional<String> clientId = in.optional("oidc.client-id");
        Optional<Secret> clientSecret = in.secret("oidc.client-secret");
        List<String> scopes = in.list("oidc.scopes", scope -> scope, "openid,profile,email");
        String roleClaim = in.text("oidc.role-claim", "roles");
        List<String> roles = in.list("oidc.roles", Settings::mappedRole, "mail-admins=ADMINISTRATOR,marketing=ANALYST");
        String label = in.text("oidc.label", "OpenID Connect");
        String dashboardUrl = in.parsed(
                "oidc.dashboard-url",
                in.text("oidc.dashboard-url", in.text("base-url", "http://localhost:8080")),
                Settings::origin,
                "https://tallymark.example.com");
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        if (!issuer.get().matches("https://\\S+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/\\S*)?")) {
            throw SettingReader.bad(
                    "oidc.issuer", "must be an https address; example: https://login.example.com/realm");
        }
        return Optional.of(new Provider(
                issuer.get(),
                clientId.orElseThrow(() -> SettingReader.bad("oidc.client-id", "is needed with oidc.issuer")),
                clientSecret.orElseThrow(() -> SettingReader.bad("oidc.client-secret", "is needed with oidc.issuer")),
                scopes.isEmpty() ? List.of("openid", "profile", "email") : scopes,
                roleClaim,
                roles(roles),
                label,
                dashboardUrl));
    }

    private static String mappedRole(String raw) {
        if (!raw.matches(".+=(ADMINISTRATOR|ANALYST)")) {
            throw new IllegalArgumentException(raw);
        }
        return raw;
    }

    private static Map<String, String> roles(List<String> mapped) {
        if (mapped.isEmpty()) {
            throw SettingReader.bad(
                    "oidc.roles", "is needed with oidc.issuer; example: mail-admins=ADMINISTRATOR,marketing=ANALYST");
        }
        return mapped.stream()
                .collect(Collectors.toUnmodifiableMap(
                        each -> each.substring(0, each.lastIndexOf('=')),
                        each -> each.substring(each.lastIndexOf('=') + 1)));
    }

    private static DatabaseAccess databaseAccess(SettingReader in) {
        Optional<String> url = in.optional("database.url");
        if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
            // the value is not shown: an address may hold a password
            throw SettingReader.bad(
                    "database.url",
                    "must start with jdbc:postgresql: (without the setting the embedded database is used); example: "
                            + "jdbc:postgresql://db.example.com/tallymark");
        }
        return new DatabaseAccess(
                url,
                in.text("database.user", "tallymark"),
                in.secret("database.password"),
                in.optional("database.pool"));
    }

    /** Scheme and host with an optional port, in the form in which URLs are put together. */
    private static String origin(String raw) {
        URI uri = URI.create(raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw);
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        boolean bare = uri.getHost() != null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!web || !bare) {
            throw new IllegalArgumentException(raw);
        }
        return uri.toString().toLowerCase(Locale.ROOT);
    }

    private static String host(String raw) {
        if (!raw.matches("[A-Za-z0-9._-]{1,253}")) {
            throw new IllegalArgumentException(raw);
        }
        return raw.toLowerCase(Locale.ROOT);
    }

    private static IPAddress network(String raw) {
        IPAddress address = new IPAddressString(raw).getAddress();
        if (address == null || raw.contains("*")) {
            throw new IllegalArgumentException(raw);
        }
        return address.toPrefixBlock();
    }

    private static String webAddress(String name, String raw) {
        if (!raw.matches("https?://[^\\s\"'<>]+")) {
            throw SettingReader.bad(name, "must be an http or https address; example: https://example.com/privacy");
        }
        return raw;
    }

    private static Secret longEnough(Secret key) {
        return atLeast("address-key", 32, key);
    }

    private static Secret atLeast(String name, int characters, Secret secret) {
        if (secret.reveal().length() < characters) {
            throw SettingReader.bad(name, "must have at least " + characters + " characters");
        }
        return secret;
    }
}
