package io.tallymark.campaign;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody to whom a message goes.
 *
 * @param id the sender's own, shown in reports
 * @param address kept as a hash only (C3)
 */
public record Recipient(String id, Optional<String> address) {

    /** Characters of the longest id. */
    public static final int LONGEST_ID = 200;

    static final int LONGEST_ADDRESS = 320;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@][^\\s]*@[^\\s@]+");

    /** Whether this can be an email address; what exactly is one, only its host knows. */
    public static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && ADDRESS.matcher(text.strip()).matches();
    }

    /** Whether this can be an id. */
    public static boolean isId(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID && text.chars().noneMatch(Character::isISOControl);
    }
}
