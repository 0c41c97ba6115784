/**
 * Capture: answers the two public URLs and appends each request to the journal; decides nothing.
 *
 * <ol>
 *   <li>P1: a valid token is answered after its record is on disk. A failing disk or a full queue never blocks or changes the
 *       answer; the loss is counted.
 *   <li>P2: a token that is not valid costs no look-up and leaves no event: 404, always the same body.
 *   <li>P3: an expired open is 404; an expired click still redirects, unrecorded.
 *   <li>P4: scanners, proxies and people get the same answer; only what is noted about them differs.
 *   <li>P5: the {@code Location} is the stored target, byte for byte; only what a header cannot carry is percent-encoded.
 *   <li>P6: GET and HEAD only; HEAD is answered and recorded like GET.
 *   <li>P7: these are servlets, not REST resources: measured side by side, the REST layer of both servers costs more than the
 *       signature, the journal and the redirect together, and it offers nothing that two fixed answers need.
 * </ol>
 *
 * Out of scope: what a request was (classify).
 */
package io.tallymark.capture;
