package io.tallymark.campaign;

import io.tallymark.http.JsonFields;

/**
 * What is tracked.
 *
 * @param textLinks whether links of the plain-text part are tracked too
 */
public record Tracking(Policy opens, Policy clicks, boolean textLinks) {

    static final Tracking NONE = new Tracking(Policy.OFF, Policy.OFF, false);

    /** Reads the {@code tracking} object of a request; everything is on by default but links in plain text. */
    static Tracking read(JsonFields body) {
        return body.object("tracking")
                .map(fields -> new Tracking(
                        fields.choice("opens", Policy.class).orElse(Policy.IDENTIFIED),
                        fields.choice("clicks", Policy.class).orElse(Policy.IDENTIFIED),
                        fields.flag("textLinks").orElse(false)))
                .orElse(new Tracking(Policy.IDENTIFIED, Policy.IDENTIFIED, false));
    }
}
