package com.lealup.webhook.delivery;

import com.lealup.webhook.egress.Egress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Gives the HTTP client checked addresses only. It asks for literal addresses, too. */
final class CheckedDns implements DnsResolver {

    private final Egress egress;

    CheckedDns(Egress egress) {
        this.egress = egress;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return egress.addresses(host, port);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new UnknownHostException("an address is checked together with its port: " + host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
