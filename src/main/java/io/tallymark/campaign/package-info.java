/**
 * Campaign: what was sent: campaigns, send snapshots, messages, links, recipients, tracking domains; knows where a link leads.
 *
 * <ol>
 *   <li>C1: a snapshot is immutable. The same content again is the same snapshot, other content is the next version, so that every
 *       event leads to exactly what its recipient received.
 *   <li>C2: only http and https targets are stored; they are stored as the author wrote them, character references decoded once.
 *   <li>C3: addresses of recipients are never stored, only a keyed hash of the address and one of its domain: enough to recognise
 *       an internal recipient, useless to anyone who steals the table.
 *   <li>C4: every node keeps a copy of all link targets, so that a click needs no database, also after a restart during an outage.
 *       The copy is written when the node makes links and pulled every second for those of others.
 *   <li>C5: a node whose signing key differs from the one that this database knows under the same id hands out nothing: its links
 *       would be dead on every other node.
 *   <li>C6: messages with HTML of their own share the snapshot's links by target; new targets are added to its link table.
 *   <li>C7: a campaign's {@code sent} counts messages minted, which are committed before their URLs leave the node.
 *   <li>C8: whether a tracking domain works is looked at from outside, by name, certificate and answer, because a sender learns of a
 *       dead one from readers otherwise. Never by itself, and never in the way of anything.
 *   <li>C9: a signing key is shown with how many messages depend on it before anybody takes it away.
 *   <li>C10: nothing that was sent is ever removed; only the links of sample campaigns can be, and then every node takes them out of its copy.
 * </ol>
 *
 * Out of scope: how a message is rewritten (instrument), what happened to it (event).
 */
package io.tallymark.campaign;
