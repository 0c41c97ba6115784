package io.tallymark.report;

import io.tallymark.report.MessageTally.Activity;
import io.tallymark.token.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of message tallies. */
final class MessageTallyTable {

    /** Of one kind, in the order of {@link Activity}. */
    private static final List<String> PARTS =
            List.of("count", "first", "last", "human_count", "human_first", "human_last");

    private static final String COLUMNS = Stream.of("open_", "click_")
            .flatMap(kind -> PARTS.stream().map(part -> kind + part))
            .collect(Collectors.joining(", "));

    private final Connection connection;

    MessageTallyTable(Connection connection) {
        this.connection = connection;
    }

    /** Inserts rows of messages of which nothing was counted before. */
    void insert(Collection<MessageTally> tallies) throws SQLException {
        write(
                "insert into message_tally (" + COLUMNS + ", last_human, message_id, campaign_id, snapshot_id) values ("
                        + "?, ".repeat(2 * PARTS.size()) + "?, ?, ?, ?) on conflict do nothing",
                tallies,
                true);
    }

    void update(Collection<MessageTally> tallies) throws SQLException {
        String sets = COLUMNS.replace(", ", " = ?, ");
        write("update message_tally set " + sets + " = ?, last_human = ? where message_id = ?", tallies, false);
    }

    private void write(String sql, Collection<MessageTally> tallies, boolean whole) throws SQLException {
        if (tallies.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (MessageTally tally : tallies) {
                int at = bind(statement, tally.activities().get(Kind.OPEN), 1);
                at = bind(statement, tally.activities().get(Kind.CLICK), at);
                Sql.time(statement, at++, tally.lastHuman());
                statement.setObject(at++, tally.messageId());
                if (whole) {
                    statement.setObject(at++, tally.campaignId());
                    statement.setObject(at, tally.snapshotId());
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static int bind(PreparedStatement update, Activity activity, int first) throws SQLException {
        update.setLong(first, activity.count());
        Sql.time(update, first + 1, activity.span().first());
        Sql.time(update, first + 2, activity.span().last());
        update.setLong(first + 3, activity.humanCount());
        Sql.time(update, first + 4, activity.humanSpan().first());
        Sql.time(update, first + 5, activity.humanSpan().last());
        return first + PARTS.size();
    }

    /** A message's activities by kind; empty if nothing has happened to it. */
    Optional<Map<Kind, Activity>> find(UUID message) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select " + COLUMNS + " from message_tally where message_id = ?")) {
            select.setObject(1, message);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Map<Kind, Activity> activities = new EnumMap<>(Kind.class);
                activities.put(Kind.OPEN, activity(row, 1));
                activities.put(Kind.CLICK, activity(row, 1 + PARTS.size()));
                return Optional.of(activities);
            }
        }
    }

    private static Activity activity(ResultSet row, int first) throws SQLException {
        return new Activity(
                row.getLong(first),
                new Span(Sql.time(row, first + 1), Sql.time(row, first + 2)),
                row.getLong(first + 3),
                new Span(Sql.time(row, first + 4), Sql.time(row, first + 5)));
    }
}
