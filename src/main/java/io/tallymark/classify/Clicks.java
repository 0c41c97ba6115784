package io.tallymark.classify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Windows over the clicks of a message; every method takes time linear in the clicks (V8). Clicks are positions on the sheet, in order. */
final class Clicks {

    private Clicks() {}

    /** Takes a run of clicks that belong together. */
    interface RunTaker {
        void take(List<Integer> run, int links, long spanMillis);
    }

    /** Clicks whose sender does not give itself away. */
    static List<Integer> ordinary(Sheet sheet) {
        List<Integer> clicks = new ArrayList<>();
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.isOrdinaryClick(i)) {
                clicks.add(i);
            }
        }
        return clicks;
    }

    static Collection<List<Integer>> byAddress(Sheet sheet, List<Integer> clicks) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i : clicks) {
            groups.computeIfAbsent(sheet.request(i).address(), address -> new ArrayList<>())
                    .add(i);
        }
        return groups.values();
    }

    /** Marks the clicks of every stretch of at most {@code withinMillis} that has at least {@code fewest} different links. */
    static void markDense(Sheet sheet, List<Integer> clicks, int fewest, long withinMillis, boolean[] found) {
        Map<Long, Integer> inWindow = new HashMap<>();
        int first = 0;
        int marked = 0;
        for (int last = 0; last < clicks.size(); last++) {
            inWindow.merge(sheet.request(clicks.get(last)).linkId(), 1, Integer::sum);
            while (sheet.millis(clicks.get(last)) - sheet.millis(clicks.get(first)) > withinMillis) {
                inWindow.computeIfPresent(
                        sheet.request(clicks.get(first)).linkId(), (link, count) -> count == 1 ? null : count - 1);
                first++;
            }
            if (inWindow.size() >= fewest) {
                for (marked = Math.max(marked, first); marked <= last; marked++) {
                    found[clicks.get(marked)] = true;
                }
            }
        }
    }

    /** Hands over the marked clicks in runs no longer than {@code longestMillis}. */
    static void forEachRun(Sheet sheet, List<Integer> clicks, boolean[] found, long longestMillis, RunTaker taker) {
        List<Integer> run = new ArrayList<>();
        for (int i : clicks) {
            if (!found[i]) {
                continue;
            }
            if (!run.isEmpty() && sheet.millis(i) - sheet.millis(run.get(0)) > longestMillis) {
                hand(sheet, run, taker);
                run = new ArrayList<>();
            }
            run.add(i);
        }
        if (!run.isEmpty()) {
            hand(sheet, run, taker);
        }
    }

    private static void hand(Sheet sheet, List<Integer> run, RunTaker taker) {
        Set<Long> links = new HashSet<>();
        run.forEach(i -> links.add(sheet.request(i).linkId()));
        taker.take(run, links.size(), sheet.millis(run.get(run.size() - 1)) - sheet.millis(run.get(0)));
    }
}
