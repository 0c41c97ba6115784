package io.tallymark.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC keys of an installation by key id (1 to 255), each of 32 bytes or more; the highest id is the newest (T3). */
public final class SigningKeys {

    private static final int LEAST_BYTES = 32;
    private static final int MOST_ID = 255;
    private static final String FORM = "the form is 1:<base64url of 32 bytes>,2:<base64url of 32 bytes>";
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final TreeMap<Integer, byte[]> secrets;

    private SigningKeys(TreeMap<Integer, byte[]> secrets) {
        this.secrets = secrets;
    }

    /** Reads {@code 1:<base64url>,2:<base64url>}; throws {@link IllegalArgumentException} whose message shows no secret. */
    public static SigningKeys parse(String text) {
        TreeMap<Integer, byte[]> secrets = new TreeMap<>();
        for (String item : text.split(",", -1)) {
            int colon = item.indexOf(':');
            String id = colon < 0 ? "" : item.substring(0, colon).strip();
            if (!id.matches("[0-9]{1,3}") || Integer.parseInt(id) < 1 || Integer.parseInt(id) > MOST_ID) {
                throw new IllegalArgumentException("a key has no id from 1 to 255; " + FORM);
            }
            byte[] secret = secret(id, item.substring(colon + 1).strip());
            if (secrets.put(Integer.parseInt(id), secret) != null) {
                throw new IllegalArgumentException("key " + id + " is there twice; " + FORM);
            }
        }
        return new SigningKeys(secrets);
    }

    private static byte[] secret(String id, String text) {
        try {
            byte[] secret = Base64.getUrlDecoder().decode(text);
            if (secret.length >= LEAST_BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "key " + id + " is not base64url; " + FORM); // without the cause: it shows a part
        }
        throw new IllegalArgumentException("key " + id + " is shorter than 32 bytes; " + FORM);
    }

    /** One new key with the id 1. */
    public static SigningKeys generate(SecureRandom random) {
        byte[] secret = new byte[LEAST_BYTES];
        random.nextBytes(secret);
        return new SigningKeys(new TreeMap<>(Map.of(1, secret)));
    }

    /** The text that {@link #parse} reads: secret, for a file that only its owner can read. */
    public String format() {
        return secrets.entrySet().stream()
                .map(key -> key.getKey() + ":" + TEXT.encodeToString(key.getValue()))
                .collect(Collectors.joining(","));
    }

    public int newestId() {
        return secrets.lastKey();
    }

    public SortedSet<Integer> ids() {
        return new TreeSet<>(secrets.keySet());
    }

    /** 16 hexadecimal digits that tell keys apart and say nothing about them. */
    public String fingerprint(int id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("tallymark key fingerprint".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(secrets.get(id)), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Mac mac(int id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets.get(id), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SigningKeys" + secrets.keySet();
    }
}
