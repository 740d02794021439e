package com.lealup.gateway.access;

import java.util.HexFormat;

/**
 * What is stored of a secret: HMAC-SHA-256 under a pepper that the database does not hold.
 *
 * @param pepperVersion which pepper
 * @param hex the 32 bytes, in lower-case hexadecimal
 */
record KeyHash(int pepperVersion, String hex) {

    static KeyHash of(int pepperVersion, byte[] bytes) {
        return new KeyHash(pepperVersion, HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
