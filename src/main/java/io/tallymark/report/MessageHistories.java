package io.tallymark.report;

import io.tallymark.campaign.Ids;
import io.tallymark.campaign.Message;
import io.tallymark.campaign.Messages;
import io.tallymark.database.Database;
import io.tallymark.http.Problem;
import io.tallymark.report.MessageTally.Activity;
import io.tallymark.token.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Reads what happened to single messages. */
@ApplicationScoped
@Transactional
public class MessageHistories {

    private static final int MOST_EVENTS = 10_000;

    @Inject
    private Database database;

    @Inject
    private Messages messages;

    @Inject
    private EventList events;

    /** 404 if there is no such message. */
    public MessageHistory find(String id) throws SQLException {
        return find(id, MOST_EVENTS);
    }

    /** The same with no more than the first {@code most} events. */
    public MessageHistory find(String id, int most) throws SQLException {
        Message.View message = Ids.parse(id).flatMap(messages::find).orElseThrow(() -> Problem.notFound("message", id));
        try (Connection connection = database.connection()) {
            Map<Kind, Activity> activities =
                    new MessageTallyTable(connection).find(message.id()).orElse(Map.of());
            return MessageHistory.of(
                    message,
                    activities.getOrDefault(Kind.OPEN, Activity.NONE),
                    activities.getOrDefault(Kind.CLICK, Activity.NONE),
                    events.ofMessage(message.id(), most));
        }
    }
}
