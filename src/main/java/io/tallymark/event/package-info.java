/**
 * Event: the raw event table: loads it from the journal exactly once, imports history, shortens addresses and forgets events
 * after the retention time.
 *
 * <ol>
 *   <li>E1: events and the journal position are written in one transaction, so that a crash at any instant, or a database that
 *       loses its last commits, neither loses nor doubles an event.
 *   <li>E2: raw events are appended and never edited; the one exception is the shortening of client addresses (IPv4 to /24, IPv6 to
 *       /48), which a setting asks for.
 *   <li>E3: links outlive events: forgetting events never touches links, messages or snapshots.
 *   <li>E4: an imported event is an event like any other. Its id comes from {@code importId}, so a repeated line changes nothing.
 *   <li>E5: an event whose message is not known is kept (a database restored from a backup), without campaign and snapshot.
 *   <li>E6: lists are read by key, oldest first, so that a cursor stays right while events arrive.
 *   <li>E7: a line of an import that cannot be used is told with its number; the other lines are taken.
 *   <li>E8: readers come first. Above 8,000 requests a second and core loading waits, until two million records do; above 500 decisions
 *       rest nine times as long as they took, half a minute at most: at full speed they took a third of a profile's samples in a
 *       flood of opens on two cores, more than answering did.
 * </ol>
 *
 * Out of scope: what an event was (classify).
 */
package io.tallymark.event;
