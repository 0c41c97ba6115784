package io.tallymark.instrument;

/** Why a link was left alone. */
public enum Reason {
    /** It lets a recipient leave the list. */
    UNSUBSCRIBE,
    /** It lets a recipient change what they get. */
    PREFERENCES,
    /** Another scheme than http and https, no host, a control character, or over 8,000 characters. */
    NOT_HTTP,
    /** It leads to a place in the message itself. */
    FRAGMENT,
    /** It has no scheme: where it leads depends on where the message is shown. */
    RELATIVE,
    /** It holds a merge tag that nobody has filled in. */
    TEMPLATE_TOKEN,
    /** Its author asked for that by an attribute. */
    OPTED_OUT,
    /** It leads to a tracking host already. */
    TRACKING_HOST,
    /** Clicks are not tracked in this message. */
    POLICY
}
