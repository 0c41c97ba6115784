package io.tallymark.classify;

import java.util.ArrayList;
import java.util.List;

/**
 * Several different links of a message at machine speed. Published rules that found scanners: two or more in a second (Marketo), three
 * in under two seconds (autoemails); in craft-campaign issue 546, 836 bursts of five or more links in a second began 20 to 300 s after
 * sending. A person who opens offers in tabs needs more than a second for each. Gateways change address and name between links,
 * so three links count also when they come from different clients.
 */
final class LinkBurst implements Rule.Look {

    /** So many different links in so many milliseconds. */
    private static final int[][] DENSE = {{2, 800}, {3, 1_800}, {4, 3_500}, {5, 6_000}, {6, 10_000}};

    private static final int FROM_MANY = 3;
    private static final long FROM_MANY_MILLIS = 1_800;
    private static final long LONGEST_MILLIS = 10_000;

    @Override
    public void at(Sheet sheet) {
        List<Integer> clicks = Clicks.ordinary(sheet);
        if (clicks.size() < 2) {
            return;
        }
        boolean[] found = new boolean[sheet.size()];
        for (List<Integer> client : Clicks.byAddress(sheet, clicks)) {
            for (int[] dense : DENSE) {
                Clicks.markDense(sheet, client, dense[0], dense[1], found);
            }
            sign(sheet, client, found, "");
        }
        List<Integer> others = new ArrayList<>(clicks);
        others.removeIf(i -> found[i]);
        boolean[] together = new boolean[sheet.size()];
        Clicks.markDense(sheet, others, FROM_MANY, FROM_MANY_MILLIS, together);
        sign(sheet, others, together, " by different clients");
    }

    private static void sign(Sheet sheet, List<Integer> clicks, boolean[] found, String by) {
        Clicks.forEachRun(sheet, clicks, found, LONGEST_MILLIS, (run, links, span) -> {
            String evidence = links + " links in " + Sheet.seconds(span) + by;
            run.forEach(i -> sheet.sign(i, Rule.LINK_BURST, evidence));
        });
    }
}
