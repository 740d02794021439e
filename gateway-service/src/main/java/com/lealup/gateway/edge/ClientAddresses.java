package com.lealup.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Says from where a request comes: from the TCP peer, unless that is a trusted proxy; then from the last address of
 * {@code X-Forwarded-For} that is not one. What stands before that was written by the caller and proves nothing.
 */
@Component
public class ClientAddresses {

    private final List<Network> trusted;

    ClientAddresses(EdgeProperties properties) {
        this.trusted = properties.trustedProxies().stream().map(Network::of).toList();
    }

    /** The client's address as text. */
    public String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (trusted.isEmpty() || !isTrusted(address)) {
            return address;
        }
        var hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        for (var hop : hops.reversed()) {
            if (Network.literal(hop).isEmpty()) {
                return address;
            }
            address = hop;
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return Network.literal(address)
                .map(parsed -> trusted.stream().anyMatch(network -> network.contains(parsed)))
                .orElse(false);
    }
}
