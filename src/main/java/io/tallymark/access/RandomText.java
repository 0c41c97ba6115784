package io.tallymark.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords and keys that nobody chose. */
final class RandomText {

    private static final int PASSWORD_BYTES = 15;
    private static final int KEY_BYTES = 30;

    private RandomText() {}

    /** For one sign-in: 120 random bits. */
    static String password() {
        return of(PASSWORD_BYTES);
    }

    /** 240 random bits, recognisable where it was left lying about. */
    static String apiKey() {
        return "tm_" + of(KEY_BYTES);
    }

    static String of(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
