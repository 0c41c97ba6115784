package io.tallymark.token;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;

/** Makes the tokens of one message, which differ in the link only; for one thread at a time. */
public final class MessageTokens {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Mac mac;
    private final byte[] open;

    MessageTokens(Mac mac, int keyId, short day, UUID messageId) {
        this.mac = mac;
        this.open = ByteBuffer.allocate(TokenCodec.OPEN_BYTES)
                .put((byte) keyId)
                .putShort(day)
                .putLong(messageId.getMostSignificantBits())
                .putLong(messageId.getLeastSignificantBits())
                .array();
    }

    /** {@code /o/{id}.gif?sig={sig}} for the pixel. */
    public String openPath() {
        return "/o/" + ENCODER.encodeToString(open) + ".gif?sig=" + signature(Kind.OPEN, open);
    }

    /** {@code /c/{id}?sig={sig}} for a link. */
    public String clickPath(long linkId) {
        byte[] click = Arrays.copyOf(open, TokenCodec.CLICK_BYTES);
        ByteBuffer.wrap(click).putLong(TokenCodec.OPEN_BYTES, linkId);
        return "/c/" + ENCODER.encodeToString(click) + "?sig=" + signature(Kind.CLICK, click);
    }

    private String signature(Kind kind, byte[] id) {
        return ENCODER.encodeToString(TokenCodec.signature(mac, kind, id));
    }
}
