package io.tallymark.report;

import io.tallymark.classify.EventClass;
import io.tallymark.token.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers of events by kind and class, and of opens by provider; as differences they may be negative. */
final class Counts {

    private static final EventClass[] CLASSES = EventClass.values();
    private static final int GMAIL = Kind.values().length * CLASSES.length;
    private static final int APPLE = GMAIL + 1;

    /** The columns in which tables hold them. */
    static final List<String> COLUMNS = columns();

    private final long[] cells = new long[COLUMNS.size()];

    private static List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (EventClass eventClass : CLASSES) {
                columns.add((kind + "_" + eventClass).toLowerCase(Locale.ROOT));
            }
        }
        columns.add("open_gmail");
        columns.add("open_apple");
        return List.copyOf(columns);
    }

    /** Reads the columns, the first of which is number {@code first}. */
    static Counts read(ResultSet row, int first) throws SQLException {
        Counts counts = new Counts();
        for (int i = 0; i < counts.cells.length; i++) {
            counts.cells[i] = row.getLong(first + i);
        }
        return counts;
    }

    Counts add(TalliedEvent event, int times) {
        cells[event.kind().ordinal() * CLASSES.length + event.eventClass().ordinal()] += times;
        if (event.provider() == Provider.GMAIL) {
            cells[GMAIL] += times;
        } else if (event.provider() == Provider.APPLE) {
            cells[APPLE] += times;
        }
        return this;
    }

    Counts add(Counts other) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] += other.cells[i];
        }
        return this;
    }

    Counts minus(Counts other) {
        Counts result = new Counts();
        for (int i = 0; i < cells.length; i++) {
            result.cells[i] = cells[i] - other.cells[i];
        }
        return result;
    }

    long of(Kind kind, EventClass eventClass) {
        return cells[kind.ordinal() * CLASSES.length + eventClass.ordinal()];
    }

    long of(Kind kind) {
        return Arrays.stream(CLASSES).mapToLong(each -> of(kind, each)).sum();
    }

    /** All events of the kind but internal tests. */
    long any(Kind kind) {
        return of(kind) - of(kind, EventClass.INTERNAL_TEST);
    }

    Map<String, Long> byClass(Kind kind) {
        Map<String, Long> byClass = new LinkedHashMap<>();
        for (EventClass eventClass : CLASSES) {
            byClass.put(eventClass.name(), of(kind, eventClass));
        }
        return byClass;
    }

    long gmail() {
        return cells[GMAIL];
    }

    long apple() {
        return cells[APPLE];
    }

    boolean isZero() {
        return Arrays.stream(cells).allMatch(cell -> cell == 0);
    }

    /** What goes to column number {@code column} of {@link #COLUMNS}. */
    long cell(int column) {
        return cells[column];
    }

    long[] cells() {
        return cells.clone();
    }
}
