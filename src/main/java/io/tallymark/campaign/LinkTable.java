package io.tallymark.campaign;

import io.tallymark.instrument.FoundLink;
import io.tallymark.instrument.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tracked links of a snapshot by part and target (C6). */
final class LinkTable {

    private record Key(Part part, String target) {}

    private final Map<Key, List<Link>> rows = new HashMap<>();

    LinkTable(List<Link> links) {
        for (Link link : links) {
            if (link.isTracked()) {
                rows.computeIfAbsent(new Key(link.part(), link.target()), key -> new ArrayList<>())
                        .add(link);
            }
        }
    }

    /** The row of each found link: the second occurrence of a target takes its second row, and so on; empty where left alone. */
    List<Optional<Link>> rowsOf(List<FoundLink> found) {
        Map<Key, Integer> seen = new HashMap<>();
        List<Optional<Link>> matched = new ArrayList<>();
        for (FoundLink link : found) {
            Key key = new Key(link.part(), link.target());
            List<Link> same = rows.getOrDefault(key, List.of());
            if (!link.isTracked() || same.isEmpty()) {
                matched.add(Optional.empty());
            } else {
                int occurrence = seen.merge(key, 1, Integer::sum);
                matched.add(Optional.of(same.get(Math.min(occurrence, same.size()) - 1)));
            }
        }
        return matched;
    }

    /** The links of {@code messages} that have no row yet, each target as often as one message holds it. */
    List<FoundLink> missing(List<List<FoundLink>> messages) {
        Map<Key, Integer> present = new HashMap<>();
        rows.forEach((key, same) -> present.put(key, same.size()));
        List<FoundLink> missing = new ArrayList<>();
        for (List<FoundLink> message : messages) {
            Map<Key, Integer> inMessage = new HashMap<>();
            for (FoundLink link : message) {
                Key key = new Key(link.part(), link.target());
                if (link.isTracked() && inMessage.merge(key, 1, Integer::sum) > present.getOrDefault(key, 0)) {
                    present.merge(key, 1, Integer::sum);
                    missing.add(link);
                }
            }
        }
        return missing;
    }
}
