package io.tallymark.campaign;

/**
 * A link as the replica keeps it.
 *
 * @param seq its place in the order of the database's link table; 0 if not known yet
 */
record ReplicaLink(long id, long seq, String target) {}
