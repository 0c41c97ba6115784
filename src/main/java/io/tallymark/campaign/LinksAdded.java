package io.tallymark.campaign;

import java.util.List;

/** Told when a snapshot gets links, so that this node's replica has them as soon as the transaction is committed. */
record LinksAdded(List<ReplicaLink> links) {

    static LinksAdded of(List<Link> rows) {
        return new LinksAdded(rows.stream()
                .filter(Link::isTracked)
                .map(row -> new ReplicaLink(row.id(), 0, row.target()))
                .toList());
    }
}
