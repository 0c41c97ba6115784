package io.tallymark.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * Makes and verifies the tokens of the two public URLs.
 *
 * <p>The id is base64url of: key id (1 byte), expiry as days since 2020-01-01 (2 bytes), message id (16 bytes) and, for clicks,
 * the link id (8 bytes). The signature is base64url of the first 16 bytes of HMAC-SHA-256 over the kind's letter and those bytes.
 * Safe for use from many threads.
 */
public final class TokenCodec {

    private static final LocalDate DAY_ZERO = LocalDate.of(2020, 1, 1);
    private static final int LAST_DAY = 0xffff;
    static final int OPEN_BYTES = 19;
    static final int CLICK_BYTES = 27;
    private static final int SIGNATURE_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Mac[] prototypes = new Mac[256];

    public TokenCodec(SigningKeys keys) {
        keys.ids().forEach(id -> prototypes[id] = keys.mac(id));
    }

    /** Makes the tokens of one message; {@link IllegalArgumentException} for a key or an expiry that no token can carry. */
    public MessageTokens forMessage(UUID messageId, LocalDate expiresOn, int keyId) {
        long day = ChronoUnit.DAYS.between(DAY_ZERO, expiresOn);
        if (day < 0 || day > LAST_DAY) {
            throw new IllegalArgumentException("A token cannot expire on " + expiresOn);
        }
        return new MessageTokens(copy(keyId), keyId, (short) day, messageId);
    }

    /** {@code /o/{id}.gif?sig={sig}} for the pixel of a message. */
    public String openPath(UUID messageId, LocalDate expiresOn, int keyId) {
        return forMessage(messageId, expiresOn, keyId).openPath();
    }

    /** {@code /c/{id}?sig={sig}} for a link of a message. */
    public String clickPath(UUID messageId, long linkId, LocalDate expiresOn, int keyId) {
        return forMessage(messageId, expiresOn, keyId).clickPath(linkId);
    }

    /** What a token says, if it is one of ours for this kind; anything else, also null, is empty (T5). */
    public Optional<Token> verify(Kind kind, String id, String sig) {
        byte[] idBytes = decoded(id, kind == Kind.OPEN ? OPEN_BYTES : CLICK_BYTES);
        byte[] sigBytes = decoded(sig, SIGNATURE_BYTES);
        if (idBytes == null || sigBytes == null || prototypes[idBytes[0] & 0xff] == null) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(signature(copy(idBytes[0] & 0xff), kind, idBytes), sigBytes)) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(idBytes);
        int keyId = fields.get() & 0xff;
        LocalDate expiresOn = DAY_ZERO.plusDays(fields.getShort() & LAST_DAY);
        UUID messageId = new UUID(fields.getLong(), fields.getLong());
        return Optional.of(new Token(kind, keyId, expiresOn, messageId, kind == Kind.OPEN ? 0 : fields.getLong()));
    }

    static byte[] signature(Mac mac, Kind kind, byte[] id) {
        mac.update((byte) kind.letter());
        return Arrays.copyOf(mac.doFinal(id), SIGNATURE_BYTES);
    }

    /** A keyed Mac of one's own; copying one is several times cheaper than making it. */
    private Mac copy(int keyId) {
        Mac prototype = prototypes[keyId];
        if (prototype == null) {
            throw new IllegalArgumentException("There is no signing key " + keyId);
        }
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's HmacSHA256 can be cloned", e);
        }
    }

    /** The bytes of the one valid spelling; null for anything else (T4). */
    private static byte[] decoded(String text, int bytes) {
        if (text == null || text.length() != (bytes * 8 + 5) / 6) {
            return null;
        }
        try {
            byte[] decoded = DECODER.decode(text.getBytes(StandardCharsets.ISO_8859_1));
            return decoded.length == bytes && ENCODER.encodeToString(decoded).equals(text) ? decoded : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
