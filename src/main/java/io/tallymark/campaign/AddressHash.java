package io.tallymark.campaign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (HMAC-SHA-256, base64url) of addresses and their domains: equal for equal addresses, opaque otherwise (C3). */
final class AddressHash {

    private final SecretKeySpec key;

    AddressHash(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String ofAddress(String address) {
        return hash("address:" + normal(address));
    }

    String ofDomain(String address) {
        String normal = normal(address);
        return hash("domain:" + normal.substring(normal.lastIndexOf('@') + 1));
    }

    private static String normal(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
