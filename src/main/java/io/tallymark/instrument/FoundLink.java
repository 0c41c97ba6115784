package io.tallymark.instrument;

import java.util.Optional;

/**
 * One link of a message.
 *
 * @param start offset of the first character that is replaced, in UTF-16 units: of the {@code href} value without its quote, or
 *     of an address in plain text
 * @param end offset after the last one
 * @param target where it leads (I2)
 * @param label its visible text, or the alternative text of its image; up to 200 characters, may be empty
 * @param reason why it is left alone; absent if it is tracked
 */
public record FoundLink(Part part, int start, int end, String target, String label, Optional<Reason> reason) {

    public boolean isTracked() {
        return reason.isEmpty();
    }
}
