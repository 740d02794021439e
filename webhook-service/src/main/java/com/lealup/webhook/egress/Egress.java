package com.lealup.webhook.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one door out. Asked when a subscription is made ({@link #judge}), and by the HTTP client of every attempt
 * ({@link #addresses}), which connects to the very addresses that were checked: a name that changes its mind in between
 * (DNS rebinding) gains nothing.
 */
public final class Egress {

    private static final int LONGEST_URL = 2048;
    private static final Pattern CANONICAL_IPV4 = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])");
    /** Whatever a URL parser of some kind would read as a number, and so as an IPv4 address (WHATWG URL 3.5). */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

    private static final List<String> INTERNAL_SUFFIXES =
            List.of(".localhost", ".local", ".internal", ".home.arpa", ".localdomain", ".lan", ".intranet", ".corp");

    private final EgressRules rules;
    private final NameResolver names;

    Egress(EgressRules rules, NameResolver names) {
        this.rules = rules;
        this.names = names;
    }

    /**
     * Whether a subscription may name this URL. A host that does not resolve just now is let through: receivers are
     * often announced before they exist, and every attempt checks again.
     */
    public Verdict judge(String text) {
        var shape = shape(text);
        if (!(shape instanceof Verdict.Permitted(var url))) {
            return shape;
        }
        var port = port(url);
        try {
            for (var address : lookUp(url.getHost())) {
                var refusal = rules.refusal(address, port);
                if (refusal.isPresent()) {
                    return refusal.get();
                }
            }
            return shape;
        } catch (UnknownHostException e) {
            return rules.portRefusal(port).<Verdict>map(refused -> refused).orElse(shape);
        }
    }

    /**
     * The addresses to connect to, each of them checked. One bad address refuses the name: a mixed answer is not a
     * mistake that an honest receiver makes.
     *
     * @throws RefusedAddressException when any of them is refused
     */
    public List<InetSocketAddress> addresses(String host, int port) throws UnknownHostException {
        var addresses = lookUp(host);
        for (var address : addresses) {
            var refusal = rules.refusal(address, port);
            if (refusal.isPresent()) {
                throw new RefusedAddressException(refusal.get());
            }
        }
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** All that the text alone tells: no name is looked up. */
    public Verdict shape(String text) {
        if (text.length() > LONGEST_URL || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return refused("invalid_url", "at most 2048 printable ASCII characters; write the host in punycode");
        }
        URI url;
        try {
            url = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            return refused("invalid_url", "is not a URL: " + e.getReason());
        }
        if (url.getScheme() == null || url.getHost() == null) {
            return refused("invalid_url", "should be an absolute URL such as https://example.com/webhooks");
        }
        if (url.getRawUserInfo() != null) {
            return refused(
                    "userinfo_not_allowed", "no user name or password in the URL; deliveries are signed instead");
        }
        if (url.getRawFragment() != null) {
            return refused("invalid_url", "a fragment (#…) is never sent; leave it out");
        }
        if (url.getPort() == 0 || url.getPort() > 65535) {
            return refused("port_not_allowed", "a port is between 1 and 65535");
        }
        return hostRefusal(url.getHost().toLowerCase(Locale.ROOT))
                .or(() -> schemeRefusal(url))
                .<Verdict>map(refused -> refused)
                .orElseGet(() -> new Verdict.Permitted(url));
    }

    private Optional<Verdict.Refused> hostRefusal(String host) {
        if (host.startsWith("[")) {
            return literalV6(host).isEmpty()
                    ? Optional.of(refused("invalid_url", "the host is not an IPv6 address without zone and IPv4 part"))
                    : Optional.empty();
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches()) {
            return CANONICAL_IPV4.matcher(host).matches()
                    ? Optional.empty()
                    : Optional.of(refused("invalid_url", "write an IPv4 address as four decimal numbers"));
        }
        if (host.endsWith(".")) {
            return Optional.of(refused("invalid_url", "write the host without the dot at its end"));
        }
        if (rules.allowLoopback() && host.equals("localhost")) {
            return Optional.empty();
        }
        if (!host.contains(".") || INTERNAL_SUFFIXES.stream().anyMatch(host::endsWith)) {
            return Optional.of(refused("host_not_allowed", "the host is a name of a private network"));
        }
        return Optional.empty();
    }

    private Optional<Verdict.Refused> schemeRefusal(URI url) {
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> Optional.empty();
            case "http" ->
                rules.allowLoopback() && namesLoopback(url.getHost().toLowerCase(Locale.ROOT))
                        ? Optional.empty()
                        : Optional.of(refused("scheme_not_allowed", "should be an https URL"));
            default -> Optional.of(refused("scheme_not_allowed", "should be an https URL"));
        };
    }

    /** By its text alone: an http URL must not depend on what a name server says. */
    private static boolean namesLoopback(String host) {
        return host.equals("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        var lower = host.toLowerCase(Locale.ROOT);
        var literal = literal(lower);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        if (lower.contains(":") || ENDS_IN_A_NUMBER.matcher(lower).matches()) {
            throw new UnknownHostException(host + " is not an address as it should be written");
        }
        var addresses = names.resolve(lower);
        if (lower.equals("localhost") && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            throw new UnknownHostException("localhost is not this machine");
        }
        return addresses;
    }

    private static Optional<InetAddress> literal(String host) {
        if (CANONICAL_IPV4.matcher(host).matches()) {
            return Optional.of(InetAddress.ofLiteral(host));
        }
        return host.contains(":") ? literalV6(host) : Optional.empty();
    }

    /** IPv4-mapped addresses come back as {@link Inet4Address}, and are not taken: nobody needs to write them. */
    private static Optional<InetAddress> literalV6(String host) {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.contains("%")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare)).filter(address -> !(address instanceof Inet4Address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("http") ? 80 : 443;
    }

    private static Verdict.Refused refused(String code, String message) {
        return new Verdict.Refused(code, message);
    }
}
