package io.tallymark.settings;

import java.util.Objects;

/** A password or key from the environment: usable, never printable. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The secret itself; hand it only to what needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
