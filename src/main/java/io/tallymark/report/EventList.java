package io.tallymark.report;

import io.tallymark.campaign.LinkDirectory;
import io.tallymark.classify.EventView;
import io.tallymark.database.Database;
import io.tallymark.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events with what they were taken for, oldest first. */
@ApplicationScoped
@Transactional
public class EventList {

    @Inject
    private Database database;

    @Inject
    private LinkDirectory links;

    /** One page; read by key, so that a cursor stays right while events arrive. */
    public Page<EventView> list(EventFilter filter, Page.Request page) throws SQLException {
        List<EventView> events = find(filter, page.after(EventPosition::parse), page.limit() + 1);
        return Page.of(events, page.limit(), EventPosition::of);
    }

    /** The first events of a message. */
    public List<EventView> ofMessage(UUID message, int most) throws SQLException {
        return find(EventFilter.ofMessage(message), Optional.empty(), most);
    }

    private List<EventView> find(EventFilter filter, Optional<EventPosition> after, int most) throws SQLException {
        try (Connection connection = database.connection()) {
            return new EventSearch(connection, new EventReader(this::target), filter, most, EventSearch.FEW)
                    .after(after);
        }
    }

    private String target(long link) {
        try {
            return links.target(link).orElse(null);
        } catch (LinkDirectory.UnreachableException e) {
            return null; // the row itself is worth more than a failed list
        }
    }
}
