/**
 * Settings: reads every {@code tallymark.*} setting once, with its default, into one immutable record.
 *
 * <ol>
 *   <li>S1: one record, {@link io.tallymark.settings.Settings}, holds every setting, so that a reader finds them all in one
 *       place and a test can set any of them.
 *   <li>S2: a bad value stops the start with one line that names the setting, the value's fault and an example, because a
 *       tracker that starts with half its settings loses mail that cannot be sent again.
 *   <li>S3: secrets never appear in {@code toString()} or in an error message.
 *   <li>S4: a {@code tallymark.*} name that does not exist is reported at the start: a misspelt setting is otherwise silent.
 * </ol>
 *
 * Out of scope: settings that change while the product runs; those belong to the capability that owns them and live in the
 * database.
 */
package io.tallymark.settings;
