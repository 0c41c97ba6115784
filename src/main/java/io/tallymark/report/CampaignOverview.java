package io.tallymark.report;

import io.tallymark.report.CampaignReport.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a list of campaigns shows of each.
 *
 * @param trackingOff how many of {@code sent} were sent without tracking
 * @param lastActivityAt null if nothing happened
 * @param days the last days, the current one at the end
 */
public record CampaignOverview(
        UUID campaign,
        long sent,
        CampaignReport.TrackingOff trackingOff,
        Opens.Recipients opens,
        Clicks.Recipients clicks,
        Instant lastActivityAt,
        List<Day> days) {

    /** Events of one day that are human-looking or, if opens, came through a proxy. */
    public record Day(LocalDate day, long opens, long clicks) {}

    static CampaignOverview of(UUID campaign, Sent sent, ScopeNumbers.Numbers numbers, List<Day> days) {
        return new CampaignOverview(
                campaign,
                sent.sent(),
                CampaignReport.TrackingOff.of(sent),
                Opens.of(numbers.counts(), numbers.uniques()).unique(),
                Clicks.of(numbers.counts(), numbers.uniques()).unique(),
                numbers.span().last(),
                days);
    }
}
