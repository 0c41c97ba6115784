package io.tallymark.sample;

import io.tallymark.campaign.Link;
import io.tallymark.campaign.SampleMailings;
import io.tallymark.campaign.SampleMailings.Sending;
import io.tallymark.campaign.Snapshot;
import io.tallymark.classify.Request;
import io.tallymark.classify.VerdictStore;
import io.tallymark.database.Columns;
import io.tallymark.database.Database;
import io.tallymark.event.EventWriter;
import io.tallymark.event.RawEvent;
import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.Simulation;
import io.tallymark.token.Kind;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes and removes sample data, a step a transaction, each with its place (SD3, SD4). */
@Stateless
public class SampleSteps {

    private static final String FROM = "sample";

    @Inject
    private Database database;

    @Inject
    private SampleMailings mailings;

    @Inject
    private EventWriter events;

    @Inject
    private VerdictStore verdicts;

    private record Work(SampleState.Task task, long seed, int done, int steps, Instant startedAt) {}

    /** Does the next step; false if there is nothing to do or another node is at it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean runStep() throws SQLException {
        try (Connection connection = database.connection()) {
            Optional<Work> work = take(connection);
            if (work.isEmpty()) {
                return false;
            }
            if (work.get().task() == SampleState.Task.MAKING) {
                make(connection, work.get());
            } else {
                remove(connection);
            }
            return true;
        }
    }

    private static Optional<Work> take(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select task, seed, done, steps, started_at"
                        + " from sample_work where task in ('MAKING', 'REMOVING') for update skip locked");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Work(
                            SampleState.Task.valueOf(row.getString(1)),
                            row.getLong(2),
                            row.getInt(3),
                            row.getInt(4),
                            Columns.time(row, 5)))
                    : Optional.empty();
        }
    }

    private void make(Connection connection, Work work) throws SQLException {
        SamplePlan.Step step = SamplePlan.step(work.done());
        Instant sentAt = step.sentAt(work.startedAt());
        Snapshot.View snapshot = mailings.snapshot(step.letter(), sentAt);
        long[] links = snapshot.links().stream()
                .filter(Link.View::tracked)
                .mapToLong(link -> Link.id(link.id()))
                .toArray();
        List<SimulatedMessage> invented =
                new Simulation(work.seed() + step.campaign(), sentAt, links).slice(step.slice());
        List<Sending> sendings = new ArrayList<>();
        for (SimulatedMessage message : invented) {
            String recipient = "reader-" + (1000 * (step.slice() + 1) + sendings.size());
            sendings.add(new Sending(recipient, message.sentAt(), message.internal()));
        }
        List<UUID> ids = mailings.mint(snapshot.id(), sendings);
        List<RawEvent> happened = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            for (SimulatedMessage.Labelled event : invented.get(i).events()) {
                // what would happen later has not happened yet
                if (event.request().at().isBefore(Instant.now())) {
                    happened.add(event(ids.get(i), event.request()));
                }
            }
        }
        events.append(happened, FROM);
        boolean last = work.done() + 1 == work.steps();
        change(connection, "update sample_work set done = done + 1" + (last ? ", task = 'THERE'" : ""));
    }

    private static RawEvent event(UUID message, Request request) {
        return new RawEvent(
                request.id(),
                request.click() ? Kind.CLICK : Kind.OPEN,
                message,
                request.linkId(),
                request.at(),
                request.method(),
                request.userAgent(),
                request.address(),
                Json.createObjectBuilder(request.headers()).build().toString());
    }

    private void remove(Connection connection) throws SQLException {
        List<UUID> next = mailings.campaigns(1);
        if (next.isEmpty()) {
            change(connection, "delete from sample_work");
            return;
        }
        verdicts.holdAllLanes();
        new SampleRemoval(connection).remove(next.get(0));
        change(connection, "update sample_work set done = done + 1");
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
