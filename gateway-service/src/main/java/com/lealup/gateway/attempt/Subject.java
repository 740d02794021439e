package com.lealup.gateway.attempt;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What attempts are counted for: a hash, since whom it stands for is of no interest afterwards. */
record Subject(String kind, String text) {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    static Subject pair(String email, String address) {
        return new Subject("pair", email + " " + network(address));
    }

    static Subject account(String email) {
        return new Subject("account", email);
    }

    static Subject address(String address) {
        return new Subject("address", network(address));
    }

    static Subject signUp(String address) {
        return new Subject("sign-up", network(address));
    }

    static Subject lostPassword(String email) {
        return new Subject("lost-password", email);
    }

    static Subject lostPasswordsFrom(String address) {
        return new Subject("lost-passwords-from", network(address));
    }

    static Subject mailed(String email) {
        return new Subject("mailed", email);
    }

    static Subject mailsOf(String tenantId) {
        return new Subject("mails-of", tenantId);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest((kind + "\0" + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** Whoever has one IPv6 address has the 2^64 of its network. */
    private static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of()
                    .formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    /** Hides whom it stands for. */
    @Override
    public String toString() {
        return "Subject[" + kind + "]";
    }
}
