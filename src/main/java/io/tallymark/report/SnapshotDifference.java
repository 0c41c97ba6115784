package io.tallymark.report;

import io.tallymark.campaign.Link;
import io.tallymark.campaign.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * What differs from a first snapshot to a second.
 *
 * @param fields subject, sender, template, its version and tracking domain, as far as they differ
 * @param htmlChanged whether the HTML is another one; {@code textChanged} likewise
 * @param linksChanged links in whose place another target or label stands, or that are tracked now and were not, or the reverse
 */
public record SnapshotDifference(
        UUID first,
        UUID second,
        List<Change> fields,
        boolean htmlChanged,
        boolean textChanged,
        List<Link.View> linksAdded,
        List<Link.View> linksRemoved,
        List<LinkChange> linksChanged) {

    /** A field that differs; null where a snapshot has none. */
    public record Change(String field, String first, String second) {}

    /** A link as it was and as it is. */
    public record LinkChange(Link.View first, Link.View second) {}

    /** Compares two snapshots by what their views hold. */
    public static SnapshotDifference of(Snapshot.View first, Snapshot.View second) {
        List<Change> fields = new ArrayList<>();
        change(fields, "subject", first.subject(), second.subject());
        change(fields, "sender", first.sender(), second.sender());
        change(fields, "templateId", first.templateId(), second.templateId());
        change(fields, "templateVersion", first.templateVersion(), second.templateVersion());
        change(fields, "trackingDomain", first.trackingDomain(), second.trackingDomain());
        List<Link.View> removed = new ArrayList<>(first.links());
        List<Link.View> added = new ArrayList<>(second.links());
        List<LinkChange> changed = new ArrayList<>();
        match(removed, added, SnapshotDifference::isSame);
        changed.addAll(
                match(removed, added, (a, b) -> samePart(a, b) && a.target().equals(b.target())));
        changed.addAll(match(
                removed,
                added,
                (a, b) -> samePart(a, b) && !a.label().isEmpty() && a.label().equals(b.label())));
        changed.addAll(match(removed, added, (a, b) -> samePart(a, b) && a.position() == b.position()));
        return new SnapshotDifference(
                first.id(),
                second.id(),
                fields,
                !Objects.equals(first.html(), second.html()),
                !Objects.equals(first.text(), second.text()),
                added,
                removed,
                changed);
    }

    private static void change(List<Change> fields, String name, String first, String second) {
        if (!Objects.equals(first, second)) {
            fields.add(new Change(name, first, second));
        }
    }

    private static boolean samePart(Link.View a, Link.View b) {
        return a.part().equals(b.part());
    }

    private static boolean isSame(Link.View a, Link.View b) {
        return samePart(a, b)
                && a.target().equals(b.target())
                && a.label().equals(b.label())
                && a.reason() == b.reason();
    }

    /** Takes pairs out of both lists, each link with the first that fits. */
    private static List<LinkChange> match(
            List<Link.View> removed, List<Link.View> added, BiPredicate<Link.View, Link.View> fits) {
        List<LinkChange> pairs = new ArrayList<>();
        for (Link.View before : List.copyOf(removed)) {
            Optional<Link.View> after =
                    added.stream().filter(link -> fits.test(before, link)).findFirst();
            after.ifPresent(link -> {
                removed.remove(before);
                added.remove(link);
                pairs.add(new LinkChange(before, link));
            });
        }
        return pairs;
    }
}
