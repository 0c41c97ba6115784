package io.tallymark.report;

import java.util.Optional;
import java.util.UUID;

/**
 * What a report is about.
 *
 * @param snapshot one of the campaign's; empty for all of it
 */
public record Subject(UUID campaign, Optional<UUID> snapshot) {

    public UUID id() {
        return snapshot.orElse(campaign);
    }

    /** By which column tables know it. */
    String column() {
        return snapshot.isPresent() ? "snapshot_id" : "campaign_id";
    }
}
