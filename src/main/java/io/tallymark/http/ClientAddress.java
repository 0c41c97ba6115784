package io.tallymark.http;

import inet.ipaddr.AddressStringParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The address a request really came from (H3). */
@ApplicationScoped
public class ClientAddress {

    private static final int LONGEST_LIST = 50;
    private static final int LONGEST_ADDRESS = 60;
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .getParentBuilder()
            .toParams();

    private final List<IPAddress> trusted;

    @Inject
    public ClientAddress(Settings settings) {
        this.trusted = settings.trustedProxies();
    }

    protected ClientAddress() {
        this.trusted = List.of(); // for the container's client proxy
    }

    /** The textual IPv4 or IPv6 address of the client, never a name. */
    public String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        return trusted.isEmpty() ? canonical(peer) : of(peer, Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /**
     * Walks from the peer leftwards through the addresses that the proxies noted, as long as they are trusted. The first
     * untrusted one is the client; a value that is no address ends the walk at the last one that was.
     */
    String of(String peer, List<String> forwardedFor) {
        String client = canonical(peer);
        List<String> hops =
                new ArrayList<>(List.of(String.join(",", forwardedFor).split(",")));
        Collections.reverse(hops);
        for (String hop : hops.subList(0, Math.min(hops.size(), LONGEST_LIST))) {
            Optional<IPAddress> next = hop(hop.strip());
            if (next.isEmpty() || !trusted(client)) {
                return client;
            }
            client = next.get().toCanonicalString();
        }
        return client;
    }

    private boolean trusted(String address) {
        Optional<IPAddress> parsed = parse(address);
        return parsed.isPresent() && trusted.stream().anyMatch(network -> network.contains(parsed.get()));
    }

    private static String canonical(String address) {
        // the common case, already in canonical form, is not worth a parser on the hot path
        if (address.indexOf(':') < 0) {
            return address;
        }
        return parse(address).map(IPAddress::toCanonicalString).orElse(address);
    }

    /** An address as proxies write it: with a port, or in brackets. */
    private static Optional<IPAddress> hop(String raw) {
        if (raw.startsWith("[")) {
            return parse(raw.substring(1, Math.max(1, raw.indexOf(']'))));
        }
        boolean oneColon = raw.indexOf(':') > 0 && raw.indexOf(':') == raw.lastIndexOf(':');
        return parse(oneColon ? raw.substring(0, raw.indexOf(':')) : raw);
    }

    /** A single, complete IPv4 or IPv6 address, never a name, range or short form; without zone, IPv4 in IPv6 as IPv4. */
    public static Optional<IPAddress> parse(String raw) {
        if (raw.length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        IPAddress address = new IPAddressString(raw, STRICT).getAddress();
        if (address == null || !address.isIPv6()) {
            return Optional.ofNullable(address);
        }
        IPv6Address plain = address.toIPv6().removeZone();
        return Optional.of(plain.isIPv4Mapped() ? plain.getEmbeddedIPv4Address() : plain);
    }
}
