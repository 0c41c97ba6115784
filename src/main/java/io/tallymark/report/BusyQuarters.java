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
    private static final int OFTEN = 10;

    private static final int AT_ONCE = 100;

    private final Connection connection;
    private final UUID scope;
    private final int few;
    private final List<Kind> kinds;
    private final String sql;
    private int next;
    private final int last;
    private boolean over;

    /** @param few events, which are looked through without a second thought */
    BusyQuarters(Connection connection, EventFilter filter, UUID scope, EventStretch stretch, int few) {
        this.few = few;
        this.connection = connection;
        this.scope = scope;
        this.kinds = filter.kinds();
        EventClass eventClass = filter.eventClass().orElseThrow();
        List<String> shares = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (Kind kind : kinds) {
            String ofKind = sum(kind, Stream.of(eventClass));
            wanted.add(ofKind);
            shares.add(ofKind + ", " + sum(kind, Arrays.stream(EventClass.values())));
        }
        this.sql =
                "select quarter, " + String.join(", ", shares) + " from quarter_tally where scope = ? and quarter >= ?"
                        + " and quarter <= ? group by scope, quarter having " + String.join(" + ", wanted)
                        + " > 0 order by scope, quarter"
                        + " fetch first " + AT_ONCE + " rows only";
        this.next = stretch.start().map(Quarters::of).orElse(Integer.MIN_VALUE);
        this.last = stretch.to().map(Quarters::of).orElse(Integer.MAX_VALUE);
    }

    private static String sum(Kind kind, Stream<EventClass> classes) {
        return classes.map(each -> column(kind, each)).collect(Collectors.joining(" + ", "sum(", ")"));
    }

    private static String column(Kind kind, EventClass eventClass) {
        return (kind + "_" + eventClass).toLowerCase(Locale.ROOT);
    }

    /**
     * What there is of one kind.
     *
     * @param wanted events of the class, at most
     * @param all events of any class, at least
     */
    record Share(Kind kind, long wanted, long all) {

        /** Whether the wanted ones are found soon by looking at all of them. */
        boolean isDense(int few) {
            return all <= few || wanted >= all / OFTEN;
        }

        private Share with(Share other) {
            return new Share(kind, wanted + other.wanted, all + other.all);
        }
    }

    /**
     * Quarters without a gap.
     *
     * @param end not itself
     * @param shares of each kind that is wanted, in order
     */
    record Busy(Instant start, Instant end, List<Share> shares) {

        private long all() {
            return shares.stream().mapToLong(Share::all).sum();
        }

        /** With the one after it, if there is no gap and both together are few. */
        Optional<Busy> with(Busy following, int few) {
            if (!end.equals(following.start) || all() + following.all() > few) {
                return Optional.empty();
            }
            List<Share> joined = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                joined.add(shares.get(i).with(following.shares.get(i)));
            }
            return Optional.of(new Busy(start, following.end, joined));
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
                    add(found, new Busy(Quarters.start(quarter), Quarters.start(quarter + 1), shares(row)));
                }
                over = rows < AT_ONCE;
            }
        }
        return found;
    }

    private List<Share> shares(ResultSet row) throws SQLException {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            shares.add(new Share(kinds.get(i), row.getLong(2 + 2 * i), row.getLong(3 + 2 * i)));
        }
        return shares;
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
