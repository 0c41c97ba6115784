package io.tallymark.report;

import io.tallymark.campaign.Link;
import io.tallymark.classify.EventClass;
import io.tallymark.classify.EventView;
import io.tallymark.database.Columns;
import io.tallymark.event.RawEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;

/** Reads rows of an event and its verdict. */
final class EventReader {

    /** Of an event. */
    static final String COLUMNS = "e.id, e.kind, e.message_id, e.campaign_id, e.snapshot_id, e.link_id, e.occurred_at,"
            + " e.method, e.user_agent, e.address, e.import_id";

    /** Of its verdict, which there may not be. */
    static final String VERDICT = "v.class, v.rule, v.signals, v.ruleset, v.classified_at";

    private final LongFunction<String> targets;

    /** @param targets where a link leads; null where nobody knows */
    EventReader(LongFunction<String> targets) {
        this.targets = targets;
    }

    /** All rows of a query for both groups of columns. */
    List<EventView> read(PreparedStatement select) throws SQLException {
        List<EventView> events = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                events.add(event(row));
            }
        }
        return events;
    }

    private EventView event(ResultSet row) throws SQLException {
        long link = row.getLong(6);
        String eventClass = row.getString(12);
        return new EventView(
                Columns.uuid(row, 1),
                row.getString(2),
                Columns.uuid(row, 3),
                known(Columns.uuid(row, 4)),
                known(Columns.uuid(row, 5)),
                link == 0 ? null : Link.text(link),
                link == 0 ? null : targets.apply(link),
                Columns.time(row, 7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                eventClass == null ? EventClass.UNDECIDED.name() : eventClass,
                eventClass == null ? List.of() : EventView.Reason.parse(row.getString(13), row.getString(14)),
                row.getString(15),
                Columns.time(row, 16));
    }

    private static UUID known(UUID id) {
        return id.equals(RawEvent.UNKNOWN) ? null : id;
    }
}
