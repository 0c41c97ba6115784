package io.tallymark.campaign;

import java.time.Instant;
import java.util.Optional;

/**
 * What was found of a tracking domain when this node last looked at it as a reader would.
 *
 * @param running whether it is being looked at now; the rest is then of no account
 * @param addresses what the name resolves to; empty if it does not
 * @param certificateUntil last moment of the certificate; empty without TLS, or if the handshake failed
 * @param answered whether {@code /robots.txt} came from a Tallymark
 * @param fault what went wrong, in the words of the machine; empty if nothing did
 */
public record DomainCheck(
        boolean running,
        Instant at,
        String addresses,
        Optional<Instant> certificateUntil,
        boolean answered,
        Optional<String> fault) {

    static DomainCheck begun() {
        return new DomainCheck(true, Instant.now(), "", Optional.empty(), false, Optional.empty());
    }

    public boolean isResolved() {
        return !addresses.isEmpty();
    }

    /** Whether a reader's click gets through, now and in the days to come. */
    public boolean isGood() {
        return isResolved() && answered && fault.isEmpty() && !isExpiringSoon();
    }

    /** Whether somebody should renew the certificate within two weeks. */
    public boolean isExpiringSoon() {
        return certificateUntil
                .filter(until -> until.isBefore(Instant.now().plusSeconds(14 * 86_400L)))
                .isPresent();
    }
}
