package io.tallymark.instrument;

import java.util.HashSet;
import java.util.Set;

/**
 * What is tracked in a message.
 *
 * @param trackingHosts hosts, in lower case and without port, whose links are ours already
 * @param clicks whether links are tracked at all
 * @param unsubscribeTargets addresses by which a recipient leaves, as the message's {@code List-Unsubscribe} header names them
 */
public record LinkPolicy(Set<String> trackingHosts, boolean clicks, Set<String> unsubscribeTargets) {

    public LinkPolicy(Set<String> trackingHosts, boolean clicks) {
        this(trackingHosts, clicks, Set.of());
    }

    /** The same policy for a message by which a recipient leaves at these addresses too. */
    public LinkPolicy withUnsubscribeTargets(Set<String> targets) {
        Set<String> all = new HashSet<>(unsubscribeTargets);
        all.addAll(targets);
        return new LinkPolicy(trackingHosts, clicks, all);
    }
}
