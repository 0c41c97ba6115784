package io.tallymark.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser keeps while its person is with the provider (A10), in a cookie of its own: a stranger has no session.
 *
 * @param state comes back with the answer, which is thereby one to this browser's question
 * @param nonce stands in the ID token, which is thereby one of this attempt
 * @param verifier without it a code that was read on its way is worth nothing
 * @param wanted where to go on
 */
record SignInAttempt(String state, String nonce, String verifier, String wanted) {

    private static final int BYTES = 32;
    private static final String SEPARATOR = "~";

    static SignInAttempt toReach(String wanted) {
        return new SignInAttempt(RandomText.of(BYTES), RandomText.of(BYTES), RandomText.of(BYTES), wanted);
    }

    /** The challenge that goes with the verifier. */
    String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String cookie() {
        byte[] place = wanted.getBytes(StandardCharsets.UTF_8);
        return String.join(
                SEPARATOR,
                state,
                nonce,
                verifier,
                Base64.getUrlEncoder().withoutPadding().encodeToString(place));
    }

    /** What a cookie holds, if it is one of ours. */
    static Optional<SignInAttempt> of(String cookie) {
        if (!cookie.matches("([A-Za-z0-9_-]{43}~){3}[A-Za-z0-9_-]{0,3000}")) {
            return Optional.empty();
        }
        String[] parts = cookie.split(SEPARATOR, -1);
        try {
            String wanted = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8);
            return Optional.of(new SignInAttempt(parts[0], parts[1], parts[2], WayIn.local(wanted)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an answer with this state is the one to this attempt. */
    boolean isAnsweredBy(String answered) {
        return answered != null
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.US_ASCII), answered.getBytes(StandardCharsets.US_ASCII));
    }
}
