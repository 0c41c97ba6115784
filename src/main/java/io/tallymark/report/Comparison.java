package io.tallymark.report;

/** Two reports side by side, and the second minus the first. */
public record Comparison(CampaignReport first, CampaignReport second, Difference difference) {

    /** Second minus first; numbers may be negative. */
    public record Difference(long sent, Opens opens, Clicks clicks) {}
}
