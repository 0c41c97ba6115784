package io.tallymark.dashboard;

import io.tallymark.report.CampaignReport;
import io.tallymark.report.Clicks;
import io.tallymark.report.Opens;

/**
 * What can honestly be said of how many recipients opened or clicked: not one number but from human-looking over headline to any (U4).
 *
 * @param of recipients of whom anything can be known: those sent with tracking
 */
public record Range(long human, long headline, long any, long of) {

    static Range opens(Opens.Recipients unique, long sent, CampaignReport.TrackingOff off) {
        return new Range(unique.human(), unique.headline(), unique.any(), sent - off.opens());
    }

    static Range clicks(Clicks.Recipients unique, long sent, CampaignReport.TrackingOff off) {
        return new Range(unique.human(), unique.headline(), unique.any(), sent - off.clicks());
    }

    static Range opens(CampaignReport report) {
        return opens(report.opens().unique(), report.sent(), report.trackingOff());
    }

    static Range clicks(CampaignReport report) {
        return clicks(report.clicks().unique(), report.sent(), report.trackingOff());
    }

    /** Whether nothing is known or nothing happened. */
    public boolean isNothing() {
        return any == 0;
    }

    /** How long a bar for {@code part} is, where everybody is 100 %. */
    public String width(long part) {
        return Scale.percent(part, of);
    }

    /** Whether what is true of one may be true of the other as well, as rates. */
    boolean overlaps(Range other) {
        return rate(human) <= other.rate(other.any) && other.rate(other.human) <= rate(any);
    }

    double rate(long part) {
        return of <= 0 ? 0 : (double) part / of;
    }
}
