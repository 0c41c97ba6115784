package io.tallymark.classify;

import io.tallymark.access.AuditTrail;
import io.tallymark.campaign.Addresses;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules in force: the built-in ones with the operator's newest local knowledge, which all nodes read from the database. */
@ApplicationScoped
public class RuleSets {

    private record Loaded(long number, ActiveRules rules) {}

    private final Database database;
    private final Addresses addresses;
    private final AuditTrail audit;
    private volatile Loaded loaded;

    @Inject
    public RuleSets(Database database, Addresses addresses, AuditTrail audit) {
        this.database = database;
        this.addresses = addresses;
        this.audit = audit;
    }

    protected RuleSets() {
        this(null, null, null); // for the container's client proxy
    }

    /** A local knowledge that counted from some moment on, until the next. */
    public record Version(long number, String ruleset, Instant since, String by, LocalKnowledge local) {}

    /** What verdicts go by now. */
    @Transactional
    public RuleSet inForce() throws SQLException {
        return active().ruleSet();
    }

    /** The rules that count now; made anew only when the local knowledge has changed. */
    @Transactional
    ActiveRules active() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select number, networks, recipients, signatures"
                        + " from local_knowledge order by number desc fetch first 1 rows only");
                ResultSet row = select.executeQuery()) {
            long number = row.next() ? row.getLong(1) : 0;
            Loaded known = loaded;
            if (known == null || known.number() != number) {
                LocalKnowledge local = number == 0
                        ? LocalKnowledge.NONE
                        : new LocalKnowledge(
                                texts(row.getString(2)), texts(row.getString(3)), signatures(row.getString(4)));
                known = new Loaded(number, rules(local));
                loaded = known;
            }
            return known.rules();
        }
    }

    /** The rules as they would be with this knowledge. */
    ActiveRules rules(LocalKnowledge local) {
        Set<String> hashes = new HashSet<>();
        Set<String> domains = new HashSet<>();
        for (String recipient : local.recipients()) {
            if (LocalKnowledge.isDomain(recipient)) {
                domains.add(addresses.hashOfDomain(recipient));
            } else {
                hashes.add(addresses.hashOf(recipient));
            }
        }
        return new ActiveRules(RuleSet.with(local), hashes, domains);
    }

    /** Every local knowledge there was, newest first. */
    @Transactional
    public Page<Version> history(Page.Request page) throws SQLException {
        long before = page.after(Long::parseLong).orElse(Long.MAX_VALUE);
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select number, ruleset, created_at, created_by, networks, recipients, signatures"
                                + " from local_knowledge where number < ? order by number desc fetch first ? rows only")) {
            select.setLong(1, before);
            select.setInt(2, page.limit() + 1);
            try (ResultSet row = select.executeQuery()) {
                List<Version> versions = new ArrayList<>();
                while (row.next()) {
                    versions.add(new Version(
                            row.getLong(1),
                            row.getString(2),
                            Columns.time(row, 3),
                            row.getString(4),
                            new LocalKnowledge(
                                    texts(row.getString(5)), texts(row.getString(6)), signatures(row.getString(7)))));
                }
                return Page.of(versions, page.limit(), version -> String.valueOf(version.number()));
            }
        }
    }

    /** Makes this knowledge count from now on, for decisions to come; returns the version of the rules with it. */
    @Transactional
    public String put(LocalKnowledge local, String by) throws SQLException {
        return change(local, by).ruleSet().version();
    }

    /** Likewise; returns the rules. */
    @Transactional
    ActiveRules change(LocalKnowledge local, String by) throws SQLException {
        ActiveRules rules = rules(local);
        if (rules.ruleSet().version().equals(active().ruleSet().version())) {
            return rules;
        }
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into local_knowledge"
                                + " (ruleset, networks, recipients, signatures, created_at, created_by) values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, rules.ruleSet().version());
            insert.setString(2, json(local.networks()));
            insert.setString(3, json(local.recipients()));
            insert.setString(4, signaturesJson(local.signatures()));
            insert.setObject(5, OffsetDateTime.now(ZoneOffset.UTC));
            insert.setString(6, by);
            insert.executeUpdate();
        }
        audit.note(
                "local-knowledge.changed",
                rules.ruleSet().version(),
                local.networks().size() + " networks, " + local.recipients().size() + " recipients, "
                        + local.signatures().size() + " signatures");
        return rules;
    }

    private static List<String> texts(String json) {
        return array(json).getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private static List<LocalSignature> signatures(String json) {
        return array(json).getValuesAs(JsonObject.class).stream()
                .map(object -> new LocalSignature(
                        EventClass.valueOf(object.getString("class")),
                        object.getString("userAgentContains", null),
                        object.getString("network", null)))
                .toList();
    }

    private static JsonArray array(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }

    private static String json(List<String> texts) {
        return Json.createArrayBuilder(texts).build().toString();
    }

    private static String signaturesJson(List<LocalSignature> signatures) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (LocalSignature signature : signatures) {
            boolean named = signature.userAgentContains() != null;
            array.add(Json.createObjectBuilder()
                    .add("class", signature.eventClass().name())
                    .add(
                            named ? "userAgentContains" : "network",
                            named ? signature.userAgentContains() : signature.network()));
        }
        return array.build().toString();
    }
}
