/**
 * Dashboard: the pages where people look, and their backing beans, which hold page state only.
 *
 * <ol>
 *   <li>U1: every page but the sign-in needs a person who signed in; pages below {@code /dashboard/admin/} an administrator. The
 *       server checks it by address, so a page cannot forget it.
 *   <li>U2: whatever a page shows is in its address: filters, range, zone and position can be bookmarked and shared. The session
 *       holds who signed in, and nothing else of ours.
 *   <li>U3: texts are in bundles, English and German; times are in the zone of the viewer, and the zone is shown; no word says that a
 *       person read or ignored a message.
 *   <li>U4: each number has its definition one click away, in the words of the reports. A range is shown as human-looking, headline
 *       and any, in this order.
 *   <li>U5: only scripts of our own pages run (a nonce for each page), nothing is loaded from elsewhere, everything that came from
 *       outside is escaped. A form is taken from our own pages only.
 *   <li>U6: everything works with the keyboard and on a narrow screen, in light and dark; state is never told by colour alone, and
 *       beside every chart is a table.
 *   <li>U7: an error says what to do next and carries an incident id when it is ours; an expired page or session leads back to where
 *       one was, also when a script asked.
 *   <li>U8: no list without a limit, no page that waits longer than a third of a second for its first view.
 *   <li>U9: only administrators make campaigns by hand and sample data, as only keys with the right to send may in the API; analysts see an explanation.
 *       Nothing is stored before everything has been shown. What was pasted or uploaded is kept on the server with the page until the page is
 *       left, bounded by the limits of the API; it is the one exception to U2, because a message does not fit into an address.
 *   <li>U10: whoever changes what requests are taken for sees the effect first: entries with the past events that they fit, runs over history as
 *       a preview.
 * </ol>
 *
 * Out of scope: what the numbers are (report), what a request was (classify), who may sign in (access).
 */
package io.tallymark.dashboard;
