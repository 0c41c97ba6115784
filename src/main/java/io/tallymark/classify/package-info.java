/**
 * Classify: decides what each raw event was and says why.
 *
 * <ol>
 *   <li>V1: the verdicts of a message are a function of the set of its requests, of what the same clients did to other messages
 *       within {@link io.tallymark.classify.Surroundings#WINDOW}, and of the rule set. Order and batches of arrival change nothing.
 *   <li>V2: losing a reader is the worse error. Nothing that people do too is held against them alone: no open, a fast or late
 *       click, an office's shared address, an old browser, {@code Via}, GPC and DNT, a foreign language.
 *   <li>V3: rules are tried in the order of {@link io.tallymark.classify.Rule}; the first that fires decides, every one that fires is told
 *       with its value. Proxies come before bots, because lists of bots contain the proxies behind which people read.
 *   <li>V4: bursts are looked for in raw arrivals and duplicates marked last, among human-looking requests only: removing duplicates
 *       first would hide the bursts, and a scanner's request does not make the reader's a duplicate.
 *   <li>V5: addresses that many people share (relays, proxies) never count as one client across messages.
 *   <li>V6: what is known of programs is data, each row with source and date; it is our own knowledge of published facts. Unknown
 *       programs are recognised by the shape of their names. Address ranges are used only where their owner publishes them.
 *   <li>V7: an operator's own knowledge adds to the rule set and is part of its version: same knowledge, same version.
 *   <li>V8: any input has a result in bounded time: user agents are read up to a limit and remembered per distinct string, messages
 *       with very many events cost no more per event, counts over other messages stop when enough is known.
 *   <li>V9: whatever can change a verdict leaves a ticket for its message in the transaction that brings it: new events for their own
 *       message, the decision of a new click for the messages around it that are decided already. A message belongs to a lane, and who decides it holds the
 *       lane until verdicts and tickets are committed together: no message is decided twice at once, and a node that dies lets
 *       go. A message that cannot be decided stays UNDECIDED with the reason, is tried again, and stops no other.
 *   <li>V10: history is decided again in runs, for real or to see what would change, under the rule set in force at the start. A run
 *       holds all lanes for each of its slices, keeps its place with what it wrote, and so survives restarts; one whose rule set
 *       is replaced ends instead of mixing two.
 *   <li>V11: retention takes from old events what some verdicts rested on, the client's whole address. Such a verdict stands until an
 *       earlier rule decides otherwise, and what is left of the address counts as no client: nobody becomes a machine, and no machine a
 *       reader, because evidence was removed.
 * </ol>
 *
 * <p>Out of scope: the requests themselves (event), numbers made from verdicts (report), invented traffic (simulation).
 */
package io.tallymark.classify;
