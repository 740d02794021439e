package com.lealup.gateway.edge;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Addresses and ranges of them, as settings list them. */
public final class AddressRanges {

    private final List<Network> ranges;

    private AddressRanges(List<Network> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads addresses and CIDR ranges.
     *
     * @throws IllegalArgumentException for an entry that is neither
     */
    public static AddressRanges of(List<String> texts) {
        return new AddressRanges(texts.stream().map(Network::of).toList());
    }

    /** An address written as such; a host name is never looked up. */
    public static Optional<InetAddress> literal(String text) {
        return Network.literal(text);
    }

    /** Whether it is one of them. */
    public boolean contain(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
