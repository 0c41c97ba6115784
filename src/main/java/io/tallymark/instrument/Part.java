package io.tallymark.instrument;

import java.util.Locale;

/** The part of a message in which a link stands. */
public enum Part {
    HTML,
    TEXT;

    /** As the API and the database write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
