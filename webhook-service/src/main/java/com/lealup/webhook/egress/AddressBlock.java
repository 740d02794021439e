package com.lealup.webhook.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * A block of IP addresses as CIDR writes it (RFC 4632, RFC 4291 section 2.3).
 *
 * @param network any address of the block
 * @param prefix how many leading bits an address shares with {@code network} to be in the block
 */
record AddressBlock(InetAddress network, int prefix) {

    AddressBlock {
        var bits = network.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a prefix is between 0 and " + bits + ", not " + prefix);
        }
    }

    /** Parses {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a block of one. */
    static AddressBlock parse(String text) {
        var slash = text.indexOf('/');
        try {
            var address = slash < 0 ? text : text.substring(0, slash);
            var network = InetAddress.ofLiteral(address);
            // Shorter forms such as 10.1 exist, and mean 10.0.0.1: nobody who writes them knows.
            if (network instanceof Inet4Address && !network.getHostAddress().equals(address)) {
                throw new IllegalArgumentException("not four decimal numbers");
            }
            var bits = network.getAddress().length * Byte.SIZE;
            return new AddressBlock(network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "should be a block of addresses such as 10.20.0.0/16, not \"" + text + "\"", e);
        }
    }

    static List<AddressBlock> parseAll(String... texts) {
        return List.of(texts).stream().map(AddressBlock::parse).toList();
    }

    boolean contains(InetAddress address) {
        var left = network.getAddress();
        var right = address.getAddress();
        if (left.length != right.length) {
            return false;
        }
        var whole = prefix / Byte.SIZE;
        for (var i = 0; i < whole; i++) {
            if (left[i] != right[i]) {
                return false;
            }
        }
        var rest = prefix % Byte.SIZE;
        return rest == 0 || ((left[whole] ^ right[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
