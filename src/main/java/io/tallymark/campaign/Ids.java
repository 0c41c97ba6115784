package io.tallymark.campaign;

import java.util.Optional;
import java.util.UUID;

/** Ids in requests. */
public final class Ids {

    private static final int LENGTH = 36;

    private Ids() {}

    /** The id in its canonical form of 36 characters; empty for anything else, which then is simply not found. */
    public static Optional<UUID> parse(String text) {
        if (text == null || text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
