/**
 * Access: who may do what: API keys with rights, the first administrator, and the answers already given to a caller.
 *
 * <ol>
 *   <li>A1: API keys and passwords are stored as hashes only. A key has 160 random bits or more, so one SHA-256 is enough to keep
 *       it; a password does not, so it gets PBKDF2 (HMAC-SHA-512, 210,000 rounds; OWASP Password Storage Cheat Sheet).
 *   <li>A2: every API resource method names the right it needs with {@link io.tallymark.access.Needs}; one that names none is
 *       refused to everybody but administrators.
 *   <li>A3: with an empty database an administrator and a key are made, from the environment or at random; generated ones are
 *       printed once and never again.
 *   <li>A4: a creating request that carries an {@code Idempotency-Key} and is repeated gets the first answer again; with another
 *       body it is refused, because one of the two would be silently lost. Answers are remembered for seven days.
 *   <li>A5: while the database is known to be down the API answers 503 at once.
 * </ol>
 *
 * Out of scope: what a right lets one see; each capability's resources say so themselves.
 */
package io.tallymark.access;
