package io.tallymark.classify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All raw events of one message and what must be known of the message itself.
 *
 * @param trackedLinks how many different links of the message are tracked; 0 if not known
 * @param requests in any order
 */
public record Timeline(UUID messageId, Instant sentAt, Recipient recipient, int trackedLinks, List<Request> requests) {

    /**
     * Who received the message. The caller finds out: it compares the message's hashes with those of the recipients in {@link
     * LocalKnowledge}, because nobody here may know addresses.
     */
    public enum Recipient {
        OUTSIDE,
        /** The sender marked this message as a test. */
        MARKED_AS_TEST,
        /** The address, or its domain, is on the list of own recipients. */
        OWN
    }

    public Timeline {
        requests = List.copyOf(requests);
    }
}
