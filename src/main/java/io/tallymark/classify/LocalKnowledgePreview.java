package io.tallymark.classify;

import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Says how many past events each item of local knowledge fits, before it counts. One walk over the events, in bounded memory. */
@ApplicationScoped
public class LocalKnowledgePreview {

    private static final int FETCH = 2_000;
    /** More than this would keep the caller waiting for no better answer. */
    private static final int MOST_EVENTS = 2_000_000;

    private static final int LONGEST_DAYS = 3_650;

    @Inject
    private Database database;

    @Inject
    private RuleSets ruleSets;

    /** An item as it was given, and the events that fit it. */
    public record Touched(
            String item, @JsonbProperty("class") EventClass eventClass, long events) {}

    /**
     * @param ruleset the version that the rule set would get
     * @param from the events looked at happened since then
     * @param looked how many events that were
     * @param complete false if there were more than are looked at; then the newest were
     */
    public record View(
            String ruleset,
            Instant from,
            long looked,
            boolean complete,
            List<Touched> networks,
            List<Touched> recipients,
            List<Touched> signatures) {}

    private record Row(String userAgent, Address address, String addressHash, String domainHash) {}

    private static final class Item {
        private final String name;
        private final EventClass eventClass;
        private final Predicate<Row> fits;
        private long events;

        private Item(String name, EventClass eventClass, Predicate<Row> fits) {
            this.name = name;
            this.eventClass = eventClass;
            this.fits = fits;
        }

        private Touched told() {
            return new Touched(name, eventClass, events);
        }
    }

    static int days(String raw) {
        if (raw.matches("[0-9]{1,4}") && Integer.parseInt(raw) >= 1 && Integer.parseInt(raw) <= LONGEST_DAYS) {
            return Integer.parseInt(raw);
        }
        throw Problem.invalid("days", "must be a whole number from 1 to " + LONGEST_DAYS);
    }

    @Transactional
    public View of(LocalKnowledge local, int days) throws SQLException {
        List<Item> networks = new ArrayList<>();
        local.networks().forEach(text -> networks.add(inNetwork(text, EventClass.INTERNAL_TEST)));
        List<Item> recipients = new ArrayList<>();
        for (String text : local.recipients()) {
            ActiveRules alone = ruleSets.rules(new LocalKnowledge(List.of(), List.of(text), List.of()));
            recipients.add(new Item(
                    text,
                    EventClass.INTERNAL_TEST,
                    row -> contains(alone.addresses(), row.addressHash())
                            || contains(alone.domains(), row.domainHash())));
        }
        List<Item> signatures = new ArrayList<>();
        for (LocalSignature each : local.signatures()) {
            signatures.add(
                    each.network() != null
                            ? inNetwork(each.network(), each.eventClass())
                            : new Item(
                                    each.userAgentContains(),
                                    each.eventClass(),
                                    row -> row.userAgent().contains(each.userAgentContains())));
        }
        Instant from = Instant.now().minus(Duration.ofDays(days));
        List<Item> all = new ArrayList<>(networks);
        all.addAll(recipients);
        all.addAll(signatures);
        long looked = walk(from, all);
        return new View(
                ruleSets.rules(local).ruleSet().version(),
                from,
                looked,
                looked < MOST_EVENTS,
                networks.stream().map(Item::told).toList(),
                recipients.stream().map(Item::told).toList(),
                signatures.stream().map(Item::told).toList());
    }

    private static boolean contains(Set<String> hashes, String hash) {
        return hash != null && hashes.contains(hash);
    }

    private static Item inNetwork(String text, EventClass eventClass) {
        Network network = Network.parse(text);
        return new Item(text, eventClass, row -> network.contains(row.address()));
    }

    private long walk(Instant from, List<Item> items) throws SQLException {
        Map<String, Address> addresses = new HashMap<>();
        long looked = 0;
        String newest = " order by kind desc, occurred_at desc fetch first " + MOST_EVENTS + " rows only)";
        String ofKind = "(select user_agent, address, message_id, kind, occurred_at from event"
                + " where kind = ? and occurred_at >= ?" + newest;
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement("select e.user_agent, e.address,"
                        + " m.address_hash, m.domain_hash from (select * from (" + ofKind + " union all " + ofKind
                        + ") k" + newest.replace("kind desc, ", "")
                        + " e left join message m on m.id = e.message_id")) {
            select.setFetchSize(FETCH);
            int at = 1;
            for (Kind kind : Kind.values()) {
                select.setString(at++, kind.name());
                select.setObject(at++, from.atOffset(ZoneOffset.UTC));
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    looked++;
                    if (addresses.size() > MOST_EVENTS / 20) {
                        addresses.clear();
                    }
                    Row row = new Row(
                            found.getString(1).toLowerCase(Locale.ROOT),
                            addresses.computeIfAbsent(found.getString(2), Address::parse),
                            found.getString(3),
                            found.getString(4));
                    for (Item item : items) {
                        if (item.fits.test(row)) {
                            item.events++;
                        }
                    }
                }
            }
        }
        return looked;
    }
}
