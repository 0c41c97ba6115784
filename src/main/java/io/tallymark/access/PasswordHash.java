package io.tallymark.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of passwords (A1), as {@code PBKDF2WithHmacSHA512:<rounds>:<salt>:<hash>} in base64: the form that Jakarta Security's
 * {@code Pbkdf2PasswordHash} reads. Made with the JDK, because WildFly offers that bean only to applications with a sign-in.
 */
final class PasswordHash {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ROUNDS = 210_000;
    private static final int SALT_BYTES = 32;
    private static final int HASH_BITS = 512;

    private PasswordHash() {}

    static String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return ALGORITHM + ":" + ROUNDS + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(derived(password, salt, ROUNDS));
    }

    /** Whether {@code hash} was made of {@code password}; takes as long whatever the answer is. */
    static boolean matches(String password, String hash) {
        String[] parts = hash.split(":");
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] derived = derived(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(derived, base64.decode(parts[3]));
    }

    private static byte[] derived(String password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
        }
    }
}
