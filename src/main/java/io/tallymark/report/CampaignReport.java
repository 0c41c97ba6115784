package io.tallymark.report;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a campaign, or of one snapshot of it.
 *
 * @param snapshotId null for the whole campaign
 * @param pending events whose verdict may still change
 * @param pendingIsMinimum true if there are so many that counting stopped
 * @param sent messages minted, internal tests left out
 * @param trackingOff how many of these were sent without tracking, so that averages can leave them out
 */
public record CampaignReport(
        UUID campaignId,
        UUID snapshotId,
        Instant generatedAt,
        String ruleset,
        long pending,
        boolean pendingIsMinimum,
        long sent,
        TrackingOff trackingOff,
        Opens opens,
        Clicks clicks,
        Instant firstActivityAt,
        Instant lastActivityAt,
        Instant lastHumanActivityAt) {

    /** Percentages are of {@code sent}, rounded down. */
    public record TrackingOff(long opens, long clicks, long opensPercent, long clicksPercent) {

        static TrackingOff of(Sent sent) {
            return new TrackingOff(
                    sent.opensOff(),
                    sent.clicksOff(),
                    percent(sent.opensOff(), sent.sent()),
                    percent(sent.clicksOff(), sent.sent()));
        }

        private static long percent(long part, long of) {
            return of == 0 ? 0 : 100 * part / of;
        }
    }

    /** Messages minted that are no internal tests, and those of them without tracking. */
    record Sent(long sent, long opensOff, long clicksOff) {

        Sent minus(Sent other) {
            return new Sent(sent - other.sent, opensOff - other.opensOff, clicksOff - other.clicksOff);
        }
    }
}
