package io.tallymark.sample;

import io.tallymark.campaign.Link;
import io.tallymark.campaign.SampleMailings;
import io.tallymark.campaign.SampleMailings.Sending;
import io.tallymark.campaign.Snapshot;
import io.tallymark.classify.Request;
import io.tallymark.classify.VerdictStore;
import io.tallymark.database.Database;
import io.tallymark.event.EventWriter;
import io.tallymark.event.RawEvent;
import io.tallymark.sample.SampleState.Task;
import io.tallymark.simulation.SimulatedMessage;
import io.tallymark.simulation.Simulation;
import io.tallymark.token.Kind;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
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

    /** Does the next step; false if there is nothing to do. Two nodes take turns. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean runStep() throws SQLException {
        Optional<SampleWork> work = take();
        if (work.isEmpty()) {
            return false;
        }
        if (work.get().is(Task.MAKING)) {
            make(work.get());
        } else {
            remove(work.get());
        }
        return true;
    }

    private Optional<SampleWork> take() {
        Optional<SampleWork> work = Optional.ofNullable(database.entities().find(SampleWork.class, SampleWork.ONLY));
        if (work.isEmpty() || work.get().is(Task.THERE)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        database.entities().find(SampleWork.class, SampleWork.ONLY, LockModeType.PESSIMISTIC_WRITE))
                .filter(found -> !found.is(Task.THERE)); // it may have ended while this node waited for it
    }

    private void make(SampleWork work) throws SQLException {
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
        work.advance();
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

    private void remove(SampleWork work) throws SQLException {
        List<UUID> next = mailings.campaigns(1);
        if (next.isEmpty()) {
            database.entities().remove(work);
            return;
        }
        work.advance();
        verdicts.holdAllLanes();
        try (Connection connection = database.connection()) {
            new SampleRemoval(connection).remove(next.get(0));
        }
    }
}
