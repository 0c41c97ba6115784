package io.tallymark.campaign;

import io.tallymark.instrument.LinkPolicy;
import io.tallymark.instrument.Scan;
import java.util.List;
import java.util.Optional;

/** A snapshot's own HTML and text, cut once for all the messages that use them. */
record SnapshotTemplate(Optional<PartTemplate> html, Optional<PartTemplate> text) {

    /**
     * Scans the content anew and finds each link's row by its target: which links are tracked was decided when the rows were stored,
     * and stays so.
     */
    static SnapshotTemplate of(Snapshot snapshot, List<Link> rows, LinkPolicy policy) {
        BodyScan found = BodyScan.of(
                snapshot.html(), snapshot.text(), snapshot.tracking().textLinks(), policy);
        return cut(snapshot.html(), snapshot.text(), found, new LinkTable(rows));
    }

    /** Cuts content whose links have been found before. */
    static SnapshotTemplate cut(Optional<String> html, Optional<String> text, BodyScan found, LinkTable table) {
        return new SnapshotTemplate(
                html.map(body -> cut(body, found.html(), table)), text.map(body -> cut(body, found.text(), table)));
    }

    private static PartTemplate cut(String body, Optional<Scan> found, LinkTable table) {
        return found.map(scan -> new PartTemplate(body, scan, table.rowsOf(scan.links())))
                .orElseGet(() -> PartTemplate.fixed(body));
    }

    /** The parts that {@code own} has, and the others of this one. */
    SnapshotTemplate with(SnapshotTemplate own) {
        return new SnapshotTemplate(own.html().or(this::html), own.text().or(this::text));
    }

    int weight() {
        return html.map(PartTemplate::weight).orElse(0)
                + text.map(PartTemplate::weight).orElse(0)
                + 1000;
    }
}
