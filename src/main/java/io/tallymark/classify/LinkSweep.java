package io.tallymark.classify;

import java.util.List;

/**
 * Nearly every link of a message, one soon after the other: people pick, scanners take all (customerminds: all links clicked, if there
 * are three or more). Few links must come quickly, a second and a half each, because a person may well open three; with six or more, all within
 * a minute are too many.
 */
final class LinkSweep implements Rule.Look {

    static final long LONGEST_MILLIS = 60_000;

    private static final int FEWEST = 3;
    private static final int PLENTY = 6;
    private static final long MILLIS_EACH = 1_500;

    @Override
    public void at(Sheet sheet) {
        int tracked = sheet.timeline.trackedLinks();
        List<Integer> clicks = Clicks.ordinary(sheet);
        if (tracked < FEWEST || clicks.size() < FEWEST) {
            return;
        }
        int nearlyAll = tracked < PLENTY ? tracked : (tracked * 4 + 4) / 5;
        long quickly = Math.min(LONGEST_MILLIS, MILLIS_EACH * nearlyAll);
        boolean[] found = new boolean[sheet.size()];
        for (List<Integer> client : Clicks.byAddress(sheet, clicks)) {
            Clicks.markDense(sheet, client, nearlyAll, tracked < PLENTY ? quickly : LONGEST_MILLIS, found);
        }
        Clicks.markDense(sheet, clicks, tracked, quickly, found);
        Clicks.forEachRun(sheet, clicks, found, LONGEST_MILLIS, (run, links, span) -> {
            String evidence = links + " of " + tracked + " links in " + Sheet.seconds(span);
            run.forEach(i -> sheet.sign(i, Rule.LINK_SWEEP, evidence));
        });
    }
}
