package io.tallymark.classify;

import io.tallymark.campaign.LinkDirectory;
import io.tallymark.database.Database;
import io.tallymark.event.Event;
import io.tallymark.event.RawEvent;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.Page;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Events with what they were taken for, for reading. */
@ApplicationScoped
public class ClassifiedEvents {

    private static final String SELECT = "select e, v from Event e left join StoredVerdict v on v.eventId = e.id";
    private static final String ORDER = " order by e.occurredAt, e.id";

    private final Database database;
    private final LinkDirectory links;

    @Inject
    public ClassifiedEvents(Database database, LinkDirectory links) {
        this.database = database;
        this.links = links;
    }

    protected ClassifiedEvents() {
        this(null, null); // for the container's client proxy
    }

    /** Where a list goes on: after this event. */
    private record Position(OffsetDateTime time, UUID id) {

        static Position parse(String text) {
            int space = text.indexOf(' ');
            return new Position(
                    JsonFormat.parseTime(text.substring(0, space)).orElseThrow(),
                    UUID.fromString(text.substring(space + 1)));
        }

        static String of(Object[] row) {
            RawEvent event = ((Event) row[0]).raw();
            return event.occurredAt().atOffset(ZoneOffset.UTC) + " " + event.id();
        }
    }

    /** One page, oldest first: read by key, so that a cursor stays right while events arrive. */
    @Transactional
    public Page<EventView> list(EventFilter filter, Page.Request page) {
        page.after(Position::parse).ifPresent(position -> {
            // the first condition alone lets the index be used; the second says exactly where
            filter.add("e.occurredAt >= :time and (e.occurredAt > :time or e.id > :id)");
            filter.bind("time", position.time());
            filter.bind("id", position.id());
        });
        var query = database.entities()
                .createQuery(SELECT + filter.where() + ORDER, Object[].class)
                .setMaxResults(page.limit() + 1);
        filter.parameters().forEach(query::setParameter);
        Page<Object[]> rows = Page.of(query.getResultList(), page.limit(), Position::of);
        return new Page<>(rows.items().stream().map(this::view).toList(), rows.next());
    }

    /** The first events of a message, oldest first. */
    @Transactional
    public List<EventView> ofMessage(UUID message, int limit) {
        return database.entities()
                .createQuery(SELECT + " where e.messageId = :message" + ORDER, Object[].class)
                .setParameter("message", message)
                .setMaxResults(limit)
                .getResultStream()
                .map(this::view)
                .toList();
    }

    private EventView view(Object[] row) {
        Event event = (Event) row[0];
        return EventView.of(event, target(event.raw()), (StoredVerdict) row[1]);
    }

    private String target(RawEvent event) {
        if (event.kind() == Kind.OPEN) {
            return null;
        }
        try {
            return links.target(event.linkId()).orElse(null);
        } catch (LinkDirectory.UnreachableException e) {
            return null; // the row itself is worth more than a failed list
        }
    }
}
