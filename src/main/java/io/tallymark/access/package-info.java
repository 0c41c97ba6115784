/**
 * Access: who may do what: API keys with rights, people with roles, how they sign in, the audit trail, and the answers already given
 * to a caller.
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
 *   <li>A6: a password has twelve characters or more. Wrong ones are counted by name: the fifth closes the account for 15 minutes,
 *       each further one for twice as long, up to four hours. No answer says which of name and password was wrong, or that an
 *       account is closed, and all take as long. A password that somebody else knows is changed before anything else.
 *   <li>A7: a session ends after a time without requests and after a day's work in any case; a changed password, a disabled account
 *       and a reset end it at once, a changed role counts from the next request. It remembers who signed in, and when.
 *   <li>A8: every change is in the audit trail, made by a person or by an API key: who, what, when, never a secret. It is written in
 *       the transaction of the change.
 *   <li>A9: there is always an administrator who can sign in: the last one with a password here can neither be
 *       disabled nor become an analyst, because whom a provider vouches for can change at any time.
 *   <li>A10: people may sign in with an OpenID Connect provider: authorization code with PKCE, state and nonce. Such an account is
 *       known by issuer and subject, never by a name that somebody could choose; its role comes from the provider at each sign-in,
 *       and it has no password here.
 *   <li>A11: requests of the public URLs do not come by here: whoever they are from is not asked.
 * </ol>
 *
 * Out of scope: what a right lets one see; each capability's resources say so themselves.
 */
package io.tallymark.access;
