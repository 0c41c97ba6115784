/**
 * Instrument: rewrites one message given a function from link to URL. Pure Java.
 *
 * <ol>
 *   <li>I1: byte-faithful: outside the replaced attribute values and the inserted pixel everything stays exactly as it came; the
 *       document is never written anew by a parser. Putting the old values back and removing the pixel gives the input.
 *   <li>I2: a link's target is its {@code href} with character references decoded once, by the rules for attributes, and white
 *       space removed as browsers do; it never passes through a URI class, because real targets hold what those refuse.
 *   <li>I3: only http and https targets with a host are tracked. Every other link is left as it is, with its {@link
 *       io.tallymark.instrument.Reason}.
 *   <li>I4: unsubscribe and preference links are never tracked: a scanner's request must not look like a wish, and a reader's
 *       wish needs no detour.
 *   <li>I5: inserted values need no escaping in any quoting style; the author's quotes stay, or their absence.
 *   <li>I6: one pixel, before the last real {@code </body>}; without one at the end, but before an unclosed comment, raw-text
 *       element or tag, which would swallow it. Never at the top, where it would disturb the preview text.
 *   <li>I7: hostile input costs linear time.
 * </ol>
 *
 * <p>Covered so far: {@code <a href>} and {@code <area href>} in HTML.
 *
 * <p>Out of scope: ids and URLs (campaign makes them), the envelope of a message.
 */
package io.tallymark.instrument;
