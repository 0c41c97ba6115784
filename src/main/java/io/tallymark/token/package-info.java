/**
 * Token: turns a message, link and expiry into an unguessable URL token and back. Pure Java.
 *
 * <ol>
 *   <li>T1: a token says nothing about a person or a campaign: it holds opaque ids, a key id and the last day on which it counts.
 *   <li>T2: the signature is HMAC-SHA-256 cut to 128 bits over the kind and the id, so that a token can be neither guessed nor
 *       altered, and one made for an open never works as a click.
 *   <li>T3: several keys are valid at once, named by the token; new tokens use the newest. So a key can be replaced without
 *       breaking a link that was sent.
 *   <li>T4: exactly one spelling of a token is valid: base64url has spare bits at the end of a text, and a token with those
 *       altered is refused like any other altered one.
 *   <li>T5: verifying never throws and needs no look-up, because everybody on the Internet may try.
 *   <li>T6: tokens consist of letters, digits, hyphen and underscore, so they need no escaping anywhere.
 * </ol>
 *
 * {@link io.tallymark.token.Kind} is the shared word of all packages for opens and clicks.
 *
 * <p>Out of scope: where keys come from and where a link leads (campaign).
 */
package io.tallymark.token;
