package io.tallymark.instrument;

import java.util.Set;

/**
 * What is tracked in a message.
 *
 * @param trackingHosts hosts, in lower case and without port, whose links are ours already
 * @param clicks whether links are tracked at all
 */
public record LinkPolicy(Set<String> trackingHosts, boolean clicks) {}
