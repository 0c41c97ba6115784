package io.tallymark.token;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What a valid URL says.
 *
 * @param keyId which signing key it was made with, 1 to 255
 * @param expiresOn last day (UTC) on which requests with it are recorded, from 2020-01-01 to 2199-06-06
 * @param linkId the link that was followed; 0 for an open
 */
public record Token(Kind kind, int keyId, LocalDate expiresOn, UUID messageId, long linkId) {

    /** Whether requests on this day (UTC) are past the last one that counts. */
    public boolean expired(LocalDate today) {
        return today.isAfter(expiresOn);
    }
}
