package com.lealup.webhook.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells the addresses of the public internet from all others: those that IANA's special-purpose registries (RFC 6890
 * and its successors) mark as not globally reachable, and the metadata services of the large clouds.
 */
final class PublicInternet {

    private static final List<AddressBlock> REFUSED_V4 = AddressBlock.parseAll(
            "0.0.0.0/8", // "this network"; connecting to 0.0.0.0 reaches the machine itself
            "10.0.0.0/8",
            "100.64.0.0/10", // carrier-grade NAT; Alibaba's metadata service is in it
            "127.0.0.0/8",
            "168.63.129.16/32", // Azure's WireServer, a public address that answers inside only
            "169.254.0.0/16", // link-local, with nearly every cloud's metadata service
            "172.16.0.0/12",
            "192.0.0.0/24", // with Oracle's metadata service
            "192.0.2.0/24",
            "192.88.99.0/24", // 6to4 relay anycast
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, with the broadcast address

    /**
     * Only global unicast is handed out; whatever lies outside (loopback, ULA, link-local, NAT64, multicast) is not.
     */
    private static final AddressBlock GLOBAL_UNICAST_V6 = AddressBlock.parse("2000::/3");

    private static final List<AddressBlock> REFUSED_V6 = AddressBlock.parseAll(
            "2001::/23", // protocol assignments, with Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: embeds any IPv4 address
            "3ffe::/16", // the former 6bone
            "3fff::/20"); // documentation

    private PublicInternet() {}

    static boolean includes(InetAddress address) {
        if (address instanceof Inet4Address) {
            return REFUSED_V4.stream().noneMatch(block -> block.contains(address));
        }
        return GLOBAL_UNICAST_V6.contains(address)
                && REFUSED_V6.stream().noneMatch(block -> block.contains(address))
                && !looksLikeIsatap(address.getAddress());
    }

    /** ISATAP (RFC 5214) hides an IPv4 address behind the interface id {@code [02]00:5efe}. */
    private static boolean looksLikeIsatap(byte[] address) {
        return (address[8] & ~0x02) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }
}
