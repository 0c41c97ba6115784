package io.tallymark.classify;

import io.tallymark.classify.Decisions.Decision;
import io.tallymark.classify.Tickets.Ticket;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Decides the messages that wait, a slice a transaction (V9). */
@Stateless
public class Classification {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration MEANWHILE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(15);
    /** A client that has this many other messages around it is decided again when its moment is over, not at each of its clicks. */
    private static final int CROWD = 500;

    @Inject
    private Tickets tickets;

    @Inject
    private Decisions decisions;

    @Inject
    private LargeMessages large;

    @Inject
    private VerdictStore verdicts;

    /**
     * What a slice did.
     *
     * @param tickets taken; none if there are none, or other nodes are at them
     * @param events whose verdicts were decided
     */
    public record Slice(int tickets, int events) {}

    /**
     * Decides up to {@code most} tickets' messages of those of the lanes that no other node holds. Of several lanes at once, because
     * messages that were sent together are decided best together: each new click of a gateway matters to all its messages.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Slice runSlice(List<Integer> lanes, int most) throws SQLException {
        Instant now = Instant.now();
        List<Ticket> due = new ArrayList<>();
        Set<Integer> held = new HashSet<>();
        for (int lane : lanes) {
            if (tickets.hold(lane)) {
                held.add(lane);
                due.addAll(tickets.due(lane, now, Math.max(1, most / lanes.size())));
            }
        }
        Set<UUID> waiting = due.stream().map(Ticket::messageId).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<UUID> postponed = large.notYet(waiting, now);
        waiting.removeAll(postponed);
        waiting.retainAll(Set.copyOf(decisions.affordable(waiting)));
        int events = waiting.isEmpty() ? 0 : decide(waiting, held, now);
        tickets.add(postponed, now, MEANWHILE);
        List<Ticket> done = due.stream()
                .filter(ticket -> waiting.contains(ticket.messageId()) || postponed.contains(ticket.messageId()))
                .toList();
        tickets.remove(done);
        return new Slice(done.size(), events);
    }

    /** Puts off a lane's first ticket, whose message stops the whole slice. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void postponeFirst(int lane) throws SQLException {
        if (tickets.hold(lane)) {
            Instant now = Instant.now();
            List<Ticket> first = tickets.due(lane, now, 1);
            tickets.add(first.stream().map(Ticket::messageId).toList(), now.plus(RETRY), RETRY);
            tickets.remove(first);
        }
    }

    private int decide(Set<UUID> waiting, Set<Integer> held, Instant now) throws SQLException {
        Decisions.Slice slice = decisions.decide(waiting);
        verdicts.store(slice, Collections.min(held), now);
        Set<UUID> later = new HashSet<>();
        Set<UUID> failed = new HashSet<>();
        List<Request> news = new ArrayList<>();
        int events = 0;
        for (Decision decision : slice.of()) {
            events += decision.verdicts().size();
            large.decided(decision.messageId(), decision.verdicts().size(), now);
            if (decision.failed()) {
                failed.add(decision.messageId());
            }
            for (Request request : decision.requests()) {
                if (Surroundings.counts(request, slice.ruleSet())) {
                    if (decision.isNews(request.id())) {
                        news.add(request);
                    }
                    if (request.at().isAfter(now.minus(Surroundings.WINDOW))
                            && request.at().isBefore(now.plus(Surroundings.WINDOW))) {
                        later.add(decision.messageId());
                    }
                }
            }
        }
        // events that are on their way from other nodes' journals are in by then
        tickets.add(later, now.plus(Surroundings.WINDOW).plus(SOON), MEANWHILE.dividedBy(3));
        tickets.add(failed, now.plus(RETRY), RETRY);
        Set<UUID> affected = new Neighbourhood(slice.neighbours(), slice.ruleSet()).of(news);
        affected.removeAll(waiting);
        tellNeighbours(affected, held, now);
        return events;
    }

    /**
     * Every other message whose verdicts a new click can change is decided again (V1): soon, so that a gateway shows quickly;
     * a crowd's messages more rarely, so that each of its clicks does not decide all of them. One that has never been decided has a
     * ticket of its own and will see the click; that nobody is deciding it just now without seeing it is certain where its lane is
     * held here.
     */
    private void tellNeighbours(Set<UUID> affected, Set<Integer> held, Instant now) throws SQLException {
        Set<UUID> mine = affected.stream()
                .filter(message -> held.contains(Tickets.lane(message)))
                .collect(Collectors.toSet());
        mine.removeAll(verdicts.decided(mine));
        affected.removeAll(mine);
        tickets.add(affected, now, affected.size() > CROWD ? MEANWHILE : SOON);
    }
}
