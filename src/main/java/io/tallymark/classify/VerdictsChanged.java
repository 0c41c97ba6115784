package io.tallymark.classify;

import io.tallymark.campaign.Message;
import io.tallymark.event.RawEvent;
import java.util.List;

/**
 * Told inside the transaction that stores verdicts, whose lanes are held, for all messages of a slice: also for those of which no
 * verdict changed, so that whoever listens can compare with what he knows.
 *
 * @param lane one of those that are held: rows that are written only by who holds it have one writer at a time
 */
public record VerdictsChanged(List<DecidedMessage> messages, int lane) {

    /** A message that is known, with all its events that there are. */
    public record DecidedMessage(Message.Facts message, List<DecidedEvent> events) {}

    /**
     * @param before UNDECIDED when there was no verdict
     */
    public record DecidedEvent(RawEvent event, EventClass before, EventClass after) {}
}
