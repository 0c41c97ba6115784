package io.tallymark.campaign;

import io.tallymark.http.JsonFields;
import java.time.Instant;
import java.util.Optional;

/**
 * One message that a sender asks for.
 *
 * @param recipient the sender's own id of the recipient
 * @param address the email address, kept as a hash only
 * @param html HTML of its own; absent: the snapshot's
 */
record NewMessage(
        String recipient,
        Optional<String> address,
        Optional<Instant> sentAt,
        boolean internalTest,
        Optional<String> html,
        Optional<String> text,
        Policy opens,
        Policy clicks) {

    NewMessage sentAtOr(Optional<Instant> time) {
        return new NewMessage(recipient, address, sentAt.or(() -> time), internalTest, html, text, opens, clicks);
    }

    NewMessage untracked() {
        return new NewMessage(recipient, address, sentAt, internalTest, html, text, Policy.OFF, Policy.OFF);
    }

    /** Reads a message whose content comes by another way. */
    static NewMessage readBare(JsonFields fields) {
        return read(fields, Optional.empty(), Optional.empty());
    }

    static NewMessage read(JsonFields body) {
        return read(body, body.optionalText("html", Integer.MAX_VALUE), body.optionalText("text", Integer.MAX_VALUE));
    }

    private static NewMessage read(JsonFields body, Optional<String> html, Optional<String> text) {
        String recipient = body.text("recipient", Recipient.LONGEST_ID);
        if (recipient.chars().anyMatch(Character::isISOControl)) {
            body.error("recipient", "contains a control character");
        }
        Optional<String> address = body.optionalText("address", Recipient.LONGEST_ADDRESS);
        if (address.isPresent() && !Recipient.isAddress(address.get())) {
            body.error("address", "must be an email address like ann@example.net");
        }
        Tracking tracking = Tracking.read(body);
        return new NewMessage(
                recipient,
                address,
                body.time("sentAt"),
                body.flag("internalTest").orElse(false),
                html,
                text,
                tracking.opens(),
                tracking.clicks());
    }
}
