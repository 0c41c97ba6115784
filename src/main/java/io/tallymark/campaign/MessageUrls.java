package io.tallymark.campaign;

import io.tallymark.token.MessageTokens;
import io.tallymark.token.TokenCodec;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that one message carries.
 *
 * @param links for each link of the message its new address, or nothing where it is left alone
 * @param pixel absent when opens are not tracked
 */
record MessageUrls(List<Optional<String>> links, Optional<String> pixel) {

    static MessageUrls of(String baseUrl, Message message, List<Optional<Link>> rows, TokenCodec tokens) {
        MessageTokens minted = tokens.forMessage(message.id(), message.expiresOn(), message.keyId());
        List<Optional<String>> links = rows.stream()
                .map(row -> row.filter(link -> message.clicks() != Policy.OFF)
                        .map(link -> baseUrl + minted.clickPath(link.id())))
                .toList();
        Optional<String> pixel =
                message.opens() == Policy.OFF ? Optional.empty() : Optional.of(baseUrl + minted.openPath());
        return new MessageUrls(links, pixel);
    }

    boolean isEmpty() {
        return pixel.isEmpty() && links.stream().allMatch(Optional::isEmpty);
    }
}
