package com.lealup.webhook.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one address and port. Pure: no I/O. */
record EgressRules(
        boolean allowLoopback,
        Set<Integer> allowedPorts,
        List<AddressBlock> allowedNetworks,
        Set<Integer> refusedPorts) {

    /** Why nothing may be sent to {@code address} and {@code port}; empty when it may. */
    Optional<Verdict.Refused> refusal(InetAddress address, int port) {
        if (allowLoopback && address.isLoopbackAddress()) {
            return refusedPorts.contains(port)
                    ? Optional.of(new Verdict.Refused(
                            "port_not_allowed", "port " + port + " of this machine belongs to LealUp itself"))
                    : Optional.empty();
        }
        if (!PublicInternet.includes(address) && allowedNetworks.stream().noneMatch(block -> block.contains(address))) {
            // The address is not named: the answer must not become a way to ask what a private name resolves to.
            return Optional.of(new Verdict.Refused(
                    "address_not_allowed", "the host is, or resolves to, an address outside the public internet"));
        }
        return portRefusal(port);
    }

    Optional<Verdict.Refused> portRefusal(int port) {
        return allowedPorts.contains(port)
                ? Optional.empty()
                : Optional.of(new Verdict.Refused(
                        "port_not_allowed",
                        "port " + port + " is not one that webhooks may be sent to: " + allowedPorts));
    }
}
