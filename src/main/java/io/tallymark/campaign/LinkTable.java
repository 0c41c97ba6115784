package io.tallymark.campaign;

import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tracked links of a snapshot by target, for messages whose HTML is their own (C6). */
final class LinkTable {

    private final Map<String, List<Link>> byTarget = new HashMap<>();

    LinkTable(List<Link> rows) {
        for (Link row : rows) {
            if (row.isTracked()) {
                byTarget.computeIfAbsent(row.target(), target -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    int count(String target) {
        return byTarget.getOrDefault(target, List.of()).size();
    }

    /** The row of each found link: the second occurrence of a target takes its second row, and so on; empty where left alone. */
    List<Optional<Link>> rows(Scan scan) {
        Map<String, Integer> seen = new HashMap<>();
        List<Optional<Link>> rows = new ArrayList<>();
        for (FoundLink link : scan.links()) {
            List<Link> same = byTarget.getOrDefault(link.target(), List.of());
            if (link.reason().isPresent() || same.isEmpty()) {
                rows.add(Optional.empty());
            } else {
                int occurrence = seen.merge(link.target(), 1, Integer::sum);
                rows.add(Optional.of(same.get(Math.min(occurrence, same.size()) - 1)));
            }
        }
        return rows;
    }
}
