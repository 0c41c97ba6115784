package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Ways to the first events of a stretch that fit a filter: queries whose rows together hold them. Whoever asks sorts the rows of all of
 * them; each way alone is sorted by an index, so it reads no more than it gives, but for what a class leaves out.
 */
final class EventWays {

    private static final String EVENTS = "select " + EventReader.COLUMNS + " from event e where ";

    private final EventFilter filter;
    private final String limit;
    private final boolean postgresql;

    EventWays(EventFilter filter, int most, boolean postgresql) {
        this.filter = filter;
        this.postgresql = postgresql;
        this.limit = " fetch first " + most + " rows only";
    }

    /** Along the index of the narrowest thing that is named; a class is looked at on the way. */
    List<EventSql> walk(EventStretch stretch) {
        return filter.message()
                .map(message -> List.of(ofMessage(message, stretch)))
                .orElseGet(() -> ofKinds(filter, stretch));
    }

    private EventSql ofMessage(UUID message, EventStretch stretch) {
        EventSql sql = new EventSql().add(EVENTS + "e.message_id = ?", message);
        filter.kind().ifPresent(kind -> sql.add(" and e.kind = ?", kind.name()));
        narrow(sql, filter, stretch);
        return sql.add(" order by e.message_id, e.occurred_at, e.id" + limit);
    }

    private List<EventSql> ofKinds(EventFilter where, EventStretch stretch) {
        return where.kinds().stream().map(kind -> ofKind(kind, where, stretch)).toList();
    }

    /** These indexes begin with the kind, or have it second. */
    private EventSql ofKind(Kind kind, EventFilter where, EventStretch stretch) {
        String scope = "";
        if (where.scope().isPresent()) {
            scope = where.snapshot().isPresent() ? "e.snapshot_id, " : "e.campaign_id, ";
        }
        EventSql sql = new EventSql().add(EVENTS + "e.kind = ?", kind.name());
        alongScope(sql, where);
        classAndTime(sql, where, stretch);
        return sql.add(" order by " + scope + "e.kind, e.occurred_at, e.id" + limit);
    }

    /**
     * PostgreSQL leaves out of an order what can only be one value, and then may walk along the index of all events in the hope of
     * soon meeting some of a large campaign. Of a list of values, each of them twice the same, it does not know that. H2 reads lists slowly.
     */
    private void alongScope(EventSql sql, EventFilter where) {
        if (!postgresql) {
            scope(sql, where);
        } else if (where.snapshot().isPresent()) {
            sql.add(
                    " and e.snapshot_id in (?, ?)",
                    where.snapshot().get(),
                    where.snapshot().get());
            where.campaign().ifPresent(id -> sql.add(" and e.campaign_id = ?", id));
        } else {
            where.campaign().ifPresent(id -> sql.add(" and e.campaign_id in (?, ?)", id, id));
        }
    }

    /** Along the index of what was counted under the class. */
    List<EventSql> counted(EventStretch stretch) {
        return filter.kinds().stream().map(kind -> counted(kind, stretch)).toList();
    }

    private EventSql counted(Kind kind, EventStretch stretch) {
        EventSql sql = new EventSql()
                .add(
                        "select " + EventReader.COLUMNS + " from tallied_event t join event e on e.id = t.event_id"
                                + " where t.kind = ?",
                        kind.name());
        filter.eventClass().ifPresent(wanted -> sql.add(" and t.class = ?", wanted.name()));
        narrow(sql, filter, stretch.of("t.occurred_at", "t.event_id"));
        return sql.add(" order by t.class, t.kind, t.occurred_at, t.event_id" + limit);
    }

    /** Of each kind that is there, the way on which its events are found soon. */
    List<EventSql> busy(BusyQuarters.Busy quarters, EventStretch stretch, int few) {
        return quarters.shares().stream()
                .filter(share -> share.wanted() > 0)
                .map(share ->
                        share.isDense(few) ? ofKind(share.kind(), filter, stretch) : counted(share.kind(), stretch))
                .toList();
    }

    /**
     * The undecided ones: those of messages that wait, and those of messages that are not known. What this costs depends on how much
     * waits, not on how much there is.
     */
    List<EventSql> undecided(EventStretch stretch) {
        EventSql waiting = new EventSql()
                .add("select " + EventReader.COLUMNS + " from (select distinct message_id from classification_ticket) w"
                        + " join event e on e.message_id = w.message_id where 1 = 1");
        filter.kind().ifPresent(kind -> waiting.add(" and e.kind = ?", kind.name()));
        narrow(waiting, filter, stretch);
        List<EventSql> ways = new ArrayList<>();
        // sets it apart from the order outside, for whose sake a planner would walk over all events there are
        ways.add(waiting.add(" offset 0 rows"));
        if (filter.scope().isEmpty()) {
            ways.addAll(ofKinds(filter.ofUnknownMessages(), stretch));
        }
        return ways;
    }

    private static void narrow(EventSql sql, EventFilter where, EventStretch stretch) {
        scope(sql, where);
        classAndTime(sql, where, stretch);
    }

    private static void scope(EventSql sql, EventFilter where) {
        where.campaign().ifPresent(id -> sql.add(" and e.campaign_id = ?", id));
        where.snapshot().ifPresent(id -> sql.add(" and e.snapshot_id = ?", id));
    }

    private static void classAndTime(EventSql sql, EventFilter where, EventStretch stretch) {
        where.eventClass().ifPresent(wanted -> {
            if (wanted == EventClass.UNDECIDED) {
                sql.add(" and not exists (select 1 from verdict v where v.event_id = e.id and v.class <> 'UNDECIDED')");
            } else {
                sql.add(" and exists (select 1 from verdict v where v.event_id = e.id and v.class = ?)", wanted.name());
            }
        });
        stretch.narrow(sql);
    }
}
