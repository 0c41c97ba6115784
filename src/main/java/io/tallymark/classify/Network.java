package io.tallymark.classify;

import java.util.Optional;

/** A network in CIDR notation, or a single address. */
record Network(String text, Address first, int bits) {

    private static final int IPV4_OFFSET = 96;
    private static final int ALL = 128;

    /** @throws IllegalArgumentException if {@code text} is none, saying so */
    static Network parse(String text) {
        return read(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not an address or a network such as 192.0.2.0/24: " + SingleRequests.excerpt(text)));
    }

    private static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        Address address = Address.parse(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        boolean ipv4 = text.indexOf(':') < 0;
        if (!address.known() || slash >= 0 && !length.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int bits = slash < 0 ? ALL : Integer.parseInt(length) + (ipv4 ? IPV4_OFFSET : 0);
        return bits > ALL ? Optional.empty() : Optional.of(new Network(text, masked(address, bits), bits));
    }

    private static Address masked(Address address, int bits) {
        return new Address(true, address.high() & mask(bits), address.low() & mask(bits - 64));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
    }

    boolean contains(Address address) {
        return address.known()
                && (address.high() & mask(bits)) == first.high()
                && (address.low() & mask(bits - 64)) == first.low();
    }

    /** True if an operator can hardly mean this: wider than /8, IPv6 than /16. */
    boolean isTooWide() {
        return bits < (text.indexOf(':') < 0 ? IPV4_OFFSET + 8 : 16);
    }

    @Override
    public String toString() {
        return text;
    }
}
