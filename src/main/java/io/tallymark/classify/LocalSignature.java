package io.tallymark.classify;

/**
 * What an operator knows of a program or a network that the built-in signatures do not.
 *
 * @param eventClass SCANNER or PROXY
 * @param userAgentContains a part of its user agent, of any case; null if {@code network} is given
 * @param network the network it asks from, {@code 198.51.100.0/24}; null if {@code userAgentContains} is given
 */
public record LocalSignature(EventClass eventClass, String userAgentContains, String network) {

    Signature toSignature() {
        return new Signature(
                eventClass,
                eventClass,
                "local",
                network == null ? Signature.Match.CONTAINS : Signature.Match.NETWORK,
                network == null ? userAgentContains : network,
                "local knowledge",
                "operator",
                "");
    }
}
