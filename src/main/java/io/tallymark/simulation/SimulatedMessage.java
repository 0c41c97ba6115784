package io.tallymark.simulation;

import io.tallymark.classify.EventClass;
import io.tallymark.classify.Request;
import io.tallymark.classify.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A message that was sent and all that happened to it, with the truth. */
public record SimulatedMessage(UUID id, Instant sentAt, boolean internal, long[] links, List<Labelled> events) {

    /** A raw event and what it really is. */
    public record Labelled(Request request, EventClass truth) {}

    /** As the classifier sees it. */
    public Timeline timeline() {
        return new Timeline(
                id,
                sentAt,
                internal ? Timeline.Recipient.MARKED_AS_TEST : Timeline.Recipient.OUTSIDE,
                links.length,
                events.stream().map(Labelled::request).toList());
    }
}
