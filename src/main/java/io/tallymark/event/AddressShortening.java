package io.tallymark.event;

import inet.ipaddr.IPAddress;
import io.tallymark.http.ClientAddress;
import io.tallymark.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Which addresses are shortened, and how: IPv4 to its /24, IPv6 to its /48 network (E2). */
@ApplicationScoped
public class AddressShortening {

    private static final int IPV4_PREFIX = 24;
    private static final int IPV6_PREFIX = 48;

    private final Duration keptInFull;

    @Inject
    public AddressShortening(Settings settings) {
        this.keptInFull = Duration.ofDays(settings.retention().fullAddressDays());
    }

    protected AddressShortening() {
        this.keptInFull = Duration.ZERO; // for the container's client proxy
    }

    /** Addresses of events before this moment are kept shortened only. */
    Instant cutoff(Instant now) {
        return now.minus(keptInFull);
    }

    /** The network of an address; what is no address becomes empty, because it cannot be told what it gives away. */
    static String shortened(String address) {
        return ClientAddress.parse(address).map(AddressShortening::network).orElse("");
    }

    private static String network(IPAddress address) {
        int prefix = address.isIPv4() ? IPV4_PREFIX : IPV6_PREFIX;
        return address.mask(address.getNetwork().getNetworkMask(prefix, false)).toCanonicalString();
    }
}
