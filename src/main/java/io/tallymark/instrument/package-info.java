/**
 * Instrument: rewrites one message (HTML, plain text, MIME) given a function from link to URL. Pure Java.
 *
 * <ol>
 *   <li>I1: byte-faithful: outside the replaced values and the inserted pixel everything stays exactly as it came; nothing is
 *       written anew by a parser. Putting the old values back and removing the pixel gives the input.
 *   <li>I2: a link's target is its {@code href} with character references decoded once, by the rules for attributes, and white
 *       space removed as browsers do; it never passes through a URI class, because real targets hold what those refuse.
 *   <li>I3: only http and https targets with a host are tracked. Every other link is left as it is, with its {@link
 *       io.tallymark.instrument.Reason}.
 *   <li>I4: unsubscribe and preference links are never tracked: a scanner's request must not look like a wish, and a reader's
 *       wish needs no detour. They are known by a mark, by the message's own {@code List-Unsubscribe} header, or by their address.
 *   <li>I5: inserted values need no escaping in any quoting style; the author's quotes stay, or their absence.
 *   <li>I6: one pixel, before the last real {@code </body>}; without one at the end, but before an unclosed comment, raw-text
 *       element or tag, which would swallow it. Never at the top, where it would disturb the preview text. None if the message
 *       has one of ours already, so instrumenting twice changes nothing.
 *   <li>I7: hostile input costs linear time and memory of a few times its length.
 *   <li>I8: the links found are those that an HTML parser finds. A walk over tokens finds them at several times a parser's
 *       speed; in the few elements where the tree decides what is a link, the parser is asked. Outlook's conditional comments are
 *       comments to a parser, so their inside is walked by itself.
 *   <li>I9: in plain text an address ends where mail clients end it: half an address, replaced, would be a dead link.
 *   <li>I10: of a raw message only byte ranges in the bodies of leaves that are its own text change. Headers, boundaries,
 *       preamble, epilogue, attachments and all other parts keep every byte; signed, encrypted and DKIM-signed messages and
 *       reports come back as they came, and so does whatever cannot be told for certain, with the reason.
 *   <li>I11: no line in a 7bit or 8bit part passes 998 octets (RFC 5322, 2.1.1) because of us: such a part goes over to
 *       quoted-printable.
 * </ol>
 *
 * <p>Out of scope: ids and URLs (campaign makes them), the envelope of a message.
 */
package io.tallymark.instrument;
