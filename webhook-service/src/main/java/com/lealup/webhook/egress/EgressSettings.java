package com.lealup.webhook.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where deliveries may go.
 *
 * @param allowLoopback whether a webhook may be sent to this machine, by {@code http} too. For a developer's machine
 *     alone: true lets everybody who may create a subscription reach what listens there.
 * @param allowedPorts the ports that may be sent to. Add one when partners cannot listen on 443.
 * @param allowedNetworks blocks of addresses that may be sent to though they are not public. Set it when receivers live
 *     in a private network of yours; everybody who may create a subscription can then reach it.
 * @param refusedPorts ports of this machine that are refused even when loopback is allowed, such as {@code 8080-8098}.
 *     Name those that LealUp's own parts listen on.
 */
@ConfigurationProperties("lealup.egress")
record EgressSettings(
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("443") List<String> allowedPorts,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue List<String> refusedPorts) {

    EgressSettings {
        // Parsed here so that a malformed value stops the service at start.
        ports(allowedPorts);
        ports(refusedPorts);
        allowedNetworks.forEach(AddressBlock::parse);
    }

    EgressRules rules() {
        return new EgressRules(
                allowLoopback,
                ports(allowedPorts),
                allowedNetworks.stream().map(AddressBlock::parse).toList(),
                ports(refusedPorts));
    }

    private static Set<Integer> ports(List<String> ranges) {
        var ports = new TreeSet<Integer>();
        for (var range : ranges) {
            var ends = new ArrayList<Integer>();
            for (var end : range.strip().split("-", 2)) {
                ends.add(port(end, range));
            }
            for (var port = ends.getFirst(); port <= ends.getLast(); port++) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static int port(String text, String range) {
        var valid = text.matches("[0-9]{1,5}");
        var port = valid ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "should be ports or ranges of ports such as 443,8080-8098, not \"" + range + "\"");
        }
        return port;
    }
}
