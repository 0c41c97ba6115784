package io.tallymark.access;

import com.github.f4b6a3.uuid.UuidCreator;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who changed what (A8): appended in the transaction of the change, so that neither is there without the other. */
@ApplicationScoped
@Transactional
public class AuditTrail {

    @Inject
    private Database database;

    @Inject
    private SignedIn signedIn;

    /**
     * Which entries one wants to see.
     *
     * @param who the whole name
     * @param action a word of the vocabulary, or the beginning of several, as {@code user.}
     * @param to exclusive
     */
    public record Filter(Optional<String> who, Optional<String> action, Optional<Instant> from, Optional<Instant> to) {}

    /**
     * Notes what the person who is signed in does, or who holds the API key of the request.
     *
     * @param action a short word of the form {@code thing.done}, as {@code user.created}
     * @param subject name or id of what it was done to
     * @param detail what else one would ask later; null if nothing. Never a secret.
     */
    public void note(String action, String subject, String detail) {
        note(signedIn.actor(), action, subject, detail);
    }

    /** Notes what {@code who} did where nobody is signed in yet. */
    void note(String who, String action, String subject, String detail) {
        database.entities()
                .persist(new AuditEntry(
                        UuidCreator.getTimeOrderedEpoch(),
                        OffsetDateTime.now(ZoneOffset.UTC),
                        who,
                        action,
                        subject,
                        detail));
    }

    /** The newest entries first. */
    public Page<AuditEntry.View> list(Filter filter, Page.Request page) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder();
        filter.who().ifPresent(who -> add(where, values, "e.who = :who", "who", who));
        filter.action()
                .ifPresent(action -> add(where, values, "e.action like :action escape '!'", "action", like(action)));
        filter.from().ifPresent(from -> add(where, values, "e.at >= :from", "from", from.atOffset(ZoneOffset.UTC)));
        filter.to().ifPresent(to -> add(where, values, "e.at < :to", "to", to.atOffset(ZoneOffset.UTC)));
        page.after(UUID::fromString).ifPresent(after -> add(where, values, "e.id < :after", "after", after));
        TypedQuery<AuditEntry> query = database.entities()
                .createQuery("select e from AuditEntry e" + where + " order by e.id desc", AuditEntry.class)
                .setMaxResults(page.limit() + 1);
        values.forEach(query::setParameter);
        List<AuditEntry.View> rows =
                query.getResultStream().map(AuditEntry::view).toList();
        return Page.of(rows, page.limit(), row -> row.id().toString());
    }

    private static void add(
            StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        where.append(where.isEmpty() ? " where " : " and ").append(condition);
        values.put(name, value);
    }

    private static String like(String beginning) {
        return beginning.replaceAll("[!%_]", "!$0") + "%";
    }
}
