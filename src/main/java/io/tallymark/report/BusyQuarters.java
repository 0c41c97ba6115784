package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The quarters of an hour in which a campaign or snapshot has events of some class, in order, as the tallies know. */
final class BusyQuarters {

    /** A class that one event in so many has is found soon by looking at all. */
    private static final int OFTEN = 50;

    private static final int AT_ONCE = 100;

    private final Connection connection;
    private final UUID scope;
    private final int few;
    private final String sql;
    private int next;
    private final int last;
    private boolean over;

    /** @param few events, which are looked through without a second thought */
    BusyQuarters(Connection connection, EventFilter filter, UUID scope, EventStretch stretch, int few) {
        this.few = few;
        this.connection = connection;
        this.scope = scope;
        String wanted = sum(filter, Stream.of(filter.eventClass().orElseThrow()));
        String all = sum(filter, Arrays.stream(EventClass.values()));
        this.sql = "select quarter, " + wanted + ", " + all + " from quarter_tally where scope = ? and quarter >= ?"
                + " and quarter <= ? group by scope, quarter having " + wanted + " > 0 order by scope, quarter"
                + " fetch first " + AT_ONCE + " rows only";
        this.next = stretch.start().map(Quarters::of).orElse(Integer.MIN_VALUE);
        this.last = stretch.to().map(Quarters::of).orElse(Integer.MAX_VALUE);
    }

    private static String sum(EventFilter filter, Stream<EventClass> classes) {
        List<EventClass> given = classes.toList();
        return filter.kinds().stream()
                .flatMap(kind -> given.stream().map(each -> column(kind, each)))
                .collect(Collectors.joining(" + ", "sum(", ")"));
    }

    private static String column(Kind kind, EventClass eventClass) {
        return (kind + "_" + eventClass).toLowerCase(Locale.ROOT);
    }

    /**
     * Quarters without a gap.
     *
     * @param end not itself
     * @param wanted events of the class in each, at most
     * @param all events of any class in each, at least
     */
    record Busy(Instant start, Instant end, long wanted, long all) {

        /** Whether the wanted ones are found soon by looking at all of them. */
        boolean isDense(int few) {
            return all <= few || wanted >= all / OFTEN;
        }

        /** With the one after it, if there is no gap and both together are few. */
        Optional<Busy> with(Busy following, int few) {
            boolean joins = end.equals(following.start) && all + following.all <= few;
            return joins
                    ? Optional.of(new Busy(start, following.end, wanted + following.wanted, all + following.all))
                    : Optional.empty();
        }
    }

    /** The next few in order; none when there are no more. */
    List<Busy> next() throws SQLException {
        List<Busy> found = new ArrayList<>();
        if (over) {
            return found;
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, scope);
            select.setInt(2, next);
            select.setInt(3, last);
            try (ResultSet row = select.executeQuery()) {
                int rows = 0;
                while (row.next()) {
                    rows++;
                    int quarter = row.getInt(1);
                    next = quarter + 1;
                    add(
                            found,
                            new Busy(
                                    Quarters.start(quarter),
                                    Quarters.start(quarter + 1),
                                    row.getLong(2),
                                    row.getLong(3)));
                }
                over = rows < AT_ONCE;
            }
        }
        return found;
    }

    private void add(List<Busy> found, Busy busy) {
        int before = found.size() - 1;
        Optional<Busy> joined =
                before < 0 ? Optional.empty() : found.get(before).with(busy, few);
        if (joined.isPresent()) {
            found.set(before, joined.get());
        } else {
            found.add(busy);
        }
    }
}
