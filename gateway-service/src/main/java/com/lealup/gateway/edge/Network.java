package com.lealup.gateway.edge;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses in CIDR notation; a bare address is a range of one. */
public record Network(InetAddress address, int prefixLength) {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException for what is no range of addresses
     */
    public static Network of(String text) {
        var parts = text.strip().split("/", 2);
        var address = literal(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("must be an address or a CIDR range, not " + text));
        int bits = address.getAddress().length * Byte.SIZE;
        int length = parts.length == 1 ? bits : prefixLength(parts[1], bits, text);
        return new Network(address, length);
    }

    /** An address written as such; a host name is never looked up. */
    public static Optional<InetAddress> literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether the address lies in it; one of the other family never does. */
    public boolean contains(InetAddress other) {
        var ours = address.getAddress();
        var theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((ours[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int prefixLength(String text, int bits, String whole) {
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= bits) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("must have a prefix length of 0 to " + bits + ", not " + whole);
    }
}
