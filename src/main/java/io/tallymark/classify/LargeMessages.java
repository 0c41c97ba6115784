package io.tallymark.classify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Messages with very many events, whose link was posted somewhere, say. All their events are read for each decision, so they are decided
 * again the more rarely the larger they are: a hundred thousand events every hundred seconds.
 */
@ApplicationScoped
class LargeMessages {

    private static final int LARGE = 5_000;
    private static final int EVENTS_PER_SECOND = 1_000;

    private record Decided(int events, Instant at) {}

    private final Cache<UUID, Decided> decided =
            Caffeine.newBuilder().maximumSize(10_000).build();

    void decided(UUID message, int events, Instant now) {
        if (events >= LARGE) {
            decided.put(message, new Decided(events, now));
        }
    }

    /** Those of the messages that were decided only just now. */
    Set<UUID> notYet(Collection<UUID> messages, Instant now) {
        Set<UUID> notYet = new HashSet<>();
        for (UUID message : messages) {
            Decided last = decided.getIfPresent(message);
            if (last != null
                    && last.at()
                            .plus(Duration.ofSeconds(last.events() / EVENTS_PER_SECOND))
                            .isAfter(now)) {
                notYet.add(message);
            }
        }
        return notYet;
    }
}
