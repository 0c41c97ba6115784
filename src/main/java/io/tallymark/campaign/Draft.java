package io.tallymark.campaign;

import java.util.Optional;

/**
 * A message as somebody wrote it by hand, or uploaded it.
 *
 * @param raw the whole message as it would be sent; then it says its subject, its sender and all else itself
 * @param textLinks whether links in plain text are tracked too
 */
public record Draft(
        String subject,
        String sender,
        Optional<String> html,
        Optional<String> text,
        Optional<byte[]> raw,
        boolean textLinks) {

    Tracking tracking() {
        return new Tracking(Policy.IDENTIFIED, Policy.IDENTIFIED, textLinks);
    }

    SnapshotContent content() {
        return new SnapshotContent(
                subject,
                sender,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                html.map(SnapshotContent::storable),
                text.map(SnapshotContent::storable),
                tracking(),
                java.util.Set.of(),
                java.util.List.of());
    }
}
