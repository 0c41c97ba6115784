/**
 * Report: answers read-only questions as records, keeps the tallies that make them cheap, serves the reporting API and exports.
 *
 * <ol>
 *   <li>R1: tallies are written in the transaction that stores the verdicts, on the same connection, so that no reader sees them
 *       disagree and no crash parts them. An event is counted once it is decided; until then it is pending. {@code sent} is
 *       counted in the transaction that mints messages.
 *   <li>R2: what is counted of each event is stored ({@code tallied_event}), and a decision is compared with that, not with the verdict
 *       before it. So the same decision twice changes nothing, a decision that changes no verdict still counts what was never
 *       counted (events from before the tallies were there, whose messages the migration queues), and whatever went wrong once is
 *       put right by the next decision.
 *   <li>R3: two nodes decide at once. A message belongs to one of eight lanes and its lane is held until commit. A transaction writes what
 *       it counts, of all its messages, to the rows of the first lane that it holds, so rows with the lane in their key have one
 *       writer at a time, mostly only the first lane has any, and readers add the lanes up. Only a recipient's row (campaign, snapshot or link, and
 *       recipient) can be wanted from two lanes, because a recipient may have several messages. Whoever wants such rows
 *       first inserts whole all that are missing and then adds to those that are there, both in one sorted order: nobody who adds still
 *       waits to insert, and rows are only ever waited for upwards, hence no deadlock. Whoever finds that another has made one of
 *       the missing rows in this moment gives up, and his slice is done again. The row is locked from then on, so its counts before and after are exact, and so is what the
 *       change means for the numbers of recipients (from no human-looking open to one, say); that difference goes to a row of the
 *       writer's lane. Rows of {@code sent} have sixteen shards and one row a transaction.
 *   <li>R4: no report counts events. A campaign's or link's numbers are a row or, with several nodes, at most eight; so is what a
 *       timeline has of each quarter of an hour in which something happened; lists are read by key from an index. Many campaigns are
 *       read in one query for each kind of number, and the trend of a busy one may be a minute old. {@code pending} reads events of
 *       the last three minutes and stops at a bound, and says so.
 *   <li>R5: tallies outlive events. What was counted of an event that retention forgot stays as it was: its id, kind, link, time and
 *       class, nothing of the client. A later decision about the message sees only the events that are left and changes only those.
 *   <li>R6: a recount from raw events and verdicts finds any difference, campaign by campaign, each in one transaction with its
 *       progress, so that it goes on after a restart. It looks while work goes on; a difference is looked at again with all lanes held
 *       before it is told.
 *   <li>R7: an erased recipient's events, verdicts and tallies go; the messages stay, each under a recipient of its own that means
 *       nothing and without address hashes, so that {@code sent} stays honest and links keep redirecting. What readers still
 *       do with such a message is recorded like anything else, but belongs to nobody that is known here. Raw requests that the
 *       nodes' journals still hold go after the time for which they are kept.
 *   <li>R8: the OpenAPI document is a file, and a test holds it to the resources.
 * </ol>
 *
 * Out of scope: what an event was (classify), pages (dashboard).
 */
package io.tallymark.report;
