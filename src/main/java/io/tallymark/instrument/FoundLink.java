package io.tallymark.instrument;

import java.util.Optional;

/**
 * One link of a message.
 *
 * @param start offset of the first character of the {@code href} value, without its quote, in UTF-16 units
 * @param end offset after its last character
 * @param target where it leads (I2)
 * @param label its visible text, or the alternative text of its image; up to 200 characters, may be empty
 * @param reason why it is left alone; absent if it is tracked
 */
public record FoundLink(int start, int end, String target, String label, Optional<Reason> reason) {}
