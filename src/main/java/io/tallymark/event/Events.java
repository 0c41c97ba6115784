package io.tallymark.event;

import io.tallymark.campaign.LinkDirectory;
import io.tallymark.database.Database;
import io.tallymark.http.JsonFormat;
import io.tallymark.http.Page;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The raw events, for reading. */
@ApplicationScoped
public class Events {

    private final Database database;
    private final LinkDirectory links;

    @Inject
    public Events(Database database, LinkDirectory links) {
        this.database = database;
        this.links = links;
    }

    protected Events() {
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

        static String of(Event event) {
            return event.occurredAt() + " " + event.id();
        }
    }

    /** One page, oldest first (E6). */
    @Transactional
    public Page<EventView> list(EventFilter filter, Page.Request page) {
        page.after(Position::parse).ifPresent(position -> {
            // the first condition alone lets the index be used; the second says exactly where
            filter.add("e.occurredAt >= :time and (e.occurredAt > :time or e.id > :id)");
            filter.bind("time", position.time());
            filter.bind("id", position.id());
        });
        var query = database.entities()
                .createQuery("select e from Event e" + filter.where() + " order by e.occurredAt, e.id", Event.class)
                .setMaxResults(page.limit() + 1);
        filter.parameters().forEach(query::setParameter);
        Page<Event> events = Page.of(query.getResultList(), page.limit(), Position::of);
        return new Page<>(events.items().stream().map(this::view).toList(), events.next());
    }

    /** What happened to one message so far, by kind. */
    record Summary(long count, Instant first, Instant last) {
        static final Summary NONE = new Summary(0, null, null);
    }

    @Transactional
    Map<Kind, Summary> summaries(UUID message) throws SQLException {
        Map<Kind, Summary> summaries = new EnumMap<>(Kind.class);
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select kind, count(*), min(occurred_at), max(occurred_at)"
                                + " from event where message_id = ? group by kind")) {
            select.setObject(1, message);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    summaries.put(
                            Kind.valueOf(row.getString(1)),
                            new Summary(
                                    row.getLong(2),
                                    row.getObject(3, OffsetDateTime.class).toInstant(),
                                    row.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return summaries;
    }

    /** The first events of a message, oldest first. */
    @Transactional
    List<EventView> ofMessage(UUID message, int limit) {
        return database.entities()
                .createQuery(
                        "select e from Event e where e.messageId = :message order by e.occurredAt, e.id", Event.class)
                .setParameter("message", message)
                .setMaxResults(limit)
                .getResultStream()
                .map(this::view)
                .toList();
    }

    private EventView view(Event event) {
        if (event.kind() == Kind.OPEN) {
            return event.view(null);
        }
        try {
            return event.view(links.target(event.linkId()).orElse(null));
        } catch (LinkDirectory.UnreachableException e) {
            return event.view(null); // the row itself is worth more than a failed list
        }
    }
}
