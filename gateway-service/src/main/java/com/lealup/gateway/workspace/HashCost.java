package com.lealup.gateway.workspace;

/**
 * How much work one hash of a password by Argon2id is. Whoever has another bean of this type hashes by that.
 *
 * @param memoryKib the memory it fills, in KiB
 * @param passes how often it goes over that memory
 */
public record HashCost(int memoryKib, int passes) {

    /** The least that OWASP's Password Storage Cheat Sheet asks for. */
    static final HashCost LEAST = new HashCost(19 * 1024, 2);
}
