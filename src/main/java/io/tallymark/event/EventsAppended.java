package io.tallymark.event;

import java.util.Set;
import java.util.UUID;

/**
 * Told inside the transaction that appends events, so that what depends on them is done if and only if they are there.
 *
 * @param messages those whose events came
 */
public record EventsAppended(Set<UUID> messages) {}
