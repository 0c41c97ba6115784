package io.tallymark.classify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A client's address as two numbers; IPv4 as the last 32 of 128 bits after {@code ::ffff}, which is the same address.
 *
 * @param known false for what is no address, which then is in no network
 */
record Address(boolean known, long high, long low) {

    private static final Address UNKNOWN = new Address(false, 0, 0);
    private static final long IPV4 = 0xffffL << 32;
    private static final int LONGEST = 45;

    /**
     * Relay egress is shared by strangers, so it says nothing about who acts together. The families of prefixes in which Apple's list of
     * 2026-08 lies (mask-api.icloud.com/egress-ip-ranges.csv); they hold other addresses too, therefore nothing is decided by them alone.
     */
    private static final List<Network> SHARED = List.of(
            Network.parse("104.28.0.0/16"),
            Network.parse("146.75.0.0/16"),
            Network.parse("140.248.0.0/16"),
            Network.parse("172.224.0.0/16"),
            Network.parse("172.225.0.0/16"),
            Network.parse("172.226.0.0/16"),
            Network.parse("2a02:26f7::/32"),
            Network.parse("2a04:4e41::/32"),
            Network.parse("2606:54c0::/32"),
            Network.parse("2606:54c3::/32"),
            Network.parse("2a09:bac2::/32"),
            Network.parse("2a09:bac3::/32"));

    /** Never fails; whatever is no address is unknown. */
    static Address parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return UNKNOWN;
        }
        return text.indexOf(':') >= 0 ? parseIpv6(text) : parseIpv4(text);
    }

    private static Address parseIpv4(String text) {
        long value = 0;
        int part = -1;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && part >= 0 && part < 256 && ++dots < 4) {
                value = value << 8 | part;
                part = -1;
            } else if (c >= '0' && c <= '9' && part < 26) {
                part = Math.max(part, 0) * 10 + c - '0';
            } else {
                return UNKNOWN;
            }
        }
        return dots == 3 && part >= 0 && part < 256 ? new Address(true, 0, IPV4 | value << 8 | part) : UNKNOWN;
    }

    private static Address parseIpv6(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return UNKNOWN;
            }
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress(); // a literal: no look-up
            return bytes.length == 4
                    ? new Address(true, 0, IPV4 | number(bytes, 0, 4))
                    : new Address(true, number(bytes, 0, 8), number(bytes, 8, 16));
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    /**
     * True if it looks like what is left of an address that was shortened to its /24 or /48 network: then many clients may stand behind
     * it. The few real clients whose address ends in zero are taken for the same.
     */
    boolean isShortened() {
        boolean ipv4 = high == 0 && low >>> 32 == IPV4 >>> 32;
        return known && (ipv4 ? (low & 0xff) == 0 : low == 0 && (high & 0xffff) == 0);
    }

    boolean isShared() {
        for (Network network : SHARED) {
            if (network.contains(this)) {
                return true;
            }
        }
        return false;
    }
}
