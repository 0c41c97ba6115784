/**
 * HTTP: the shared vocabulary of everything that answers over HTTP: problems, request bodies, pages of lists, host separation, the
 * client's address behind proxies, security headers, health and metrics.
 *
 * <ol>
 *   <li>H1: errors are {@code application/problem+json} (RFC 9457) and name the field; an unexpected one carries an incident id
 *       that is in the log with the whole story, and shows nothing of it.
 *   <li>H2: once dashboard hosts are set, every other host answers the public URLs only, because tracking hosts are known to
 *       every recipient.
 *   <li>H3: {@code X-Forwarded-For} is read from right to left and only as far as trusted networks reach; without trusted
 *       networks it is ignored, because anyone can send it.
 *   <li>H4: security headers on every answer; no version of the server in any.
 *   <li>H5: API requests may occupy only so many threads, and are refused at once while the database is known to be down, so
 *       that they never crowd out readers.
 *   <li>H6: absolute links are built from settings only, never from the {@code Host} header.
 *   <li>H7: a body that is too long is refused before it is read to its end.
 * </ol>
 *
 * Every package with a REST side uses this one, so it uses none of them: a part of the node that has something to say about its
 * health implements {@link io.tallymark.http.Probe}.
 *
 * <p>Out of scope: who may call (access), and the two public URLs themselves (capture).
 */
package io.tallymark.http;
