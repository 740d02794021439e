package com.lealup.gateway.access;

import com.lealup.gateway.edge.Network;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The networks a key may be used from, read once; an empty list admits every address.
 *
 * @param networks at most {@value #LONGEST}
 */
record AllowList(List<Network> networks) {

    static final int LONGEST = 50;
    static final AllowList ANY = new AllowList(List.of());

    /** What callers may write; shown with every refusal. */
    static final String FORM =
            "must be an IPv4 or IPv6 address or a network in CIDR notation without bits set behind its"
                    + " prefix, such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32";

    /** InetAddress also reads 10.1 and leading zeros, which people take for different addresses. */
    private static final Pattern DOTTED =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}(/[0-9]{1,3})?");

    AllowList {
        networks = List.copyOf(networks);
    }

    /**
     * Reads what {@link #canonical} wrote.
     *
     * @throws IllegalArgumentException for what is no network
     */
    static AllowList of(List<String> texts) {
        return texts.isEmpty()
                ? ANY
                : new AllowList(texts.stream().map(Network::of).toList());
    }

    /** A network as it is stored and shown: lower-case, always with its prefix length; empty for what is none. */
    static Optional<String> canonical(String text) {
        boolean isV6 = text.indexOf(':') >= 0;
        if (!isV6 && !DOTTED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            var network = Network.of(text);
            // ::ffff:10.0.0.1 is read as IPv4 and would then have a prefix length nobody expects.
            if (isV6 != (network.address().getAddress().length == 16) || hasBitsBehindPrefix(network)) {
                return Optional.empty();
            }
            return Optional.of(text.split("/", 2)[0].toLowerCase(Locale.ROOT) + "/" + network.prefixLength());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As {@link #of} reads it. */
    List<String> texts() {
        return networks.stream()
                .map(network -> network.address().getHostAddress() + "/" + network.prefixLength())
                .toList();
    }

    boolean admits(String address) {
        return networks.isEmpty()
                || Network.literal(address)
                        .map(parsed -> networks.stream().anyMatch(network -> network.contains(parsed)))
                        .orElse(false);
    }

    /** Whether every address that the other admits is admitted here, too. */
    boolean covers(AllowList other) {
        return networks.isEmpty()
                || (!other.networks.isEmpty() && other.networks.stream().allMatch(this::covers));
    }

    private boolean covers(Network other) {
        return networks.stream()
                .anyMatch(
                        network -> network.prefixLength() <= other.prefixLength() && network.contains(other.address()));
    }

    private static boolean hasBitsBehindPrefix(Network network) {
        var bytes = network.address().getAddress();
        for (int bit = network.prefixLength(); bit < bytes.length * Byte.SIZE; bit++) {
            if ((bytes[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
                return true;
            }
        }
        return false;
    }
}
