package com.lealup.webhook.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.SequencedMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals signing secrets for the database: AES-256-GCM under a key that lives outside of it. A sealed secret is bound to
 * its owner (additional data), so that a row copied to another subscription does not open.
 *
 * <p>Layout: version of the key (4 bytes, big endian), nonce (12 bytes), ciphertext with tag.
 */
public final class SecretVault {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SequencedMap<Integer, SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    SecretVault(SequencedMap<Integer, SecretKey> keys) {
        this.keys = keys;
    }

    /**
     * Seals a secret.
     *
     * @param owner the subscription
     */
    public byte[] seal(SigningSecret secret, UUID owner) {
        var current = keys.firstEntry();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = run(
                Cipher.ENCRYPT_MODE,
                current.getValue(),
                nonce,
                owner,
                secret.text().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(Integer.BYTES + NONCE_BYTES + sealed.length)
                .putInt(current.getKey())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Opens what was sealed for the same owner.
     *
     * @throws IllegalStateException when the key's version is not configured, or the bytes are not what was sealed
     */
    public SigningSecret open(byte[] sealed, UUID owner) {
        var buffer = ByteBuffer.wrap(sealed);
        var version = buffer.getInt();
        var key = keys.get(version);
        if (key == null) {
            throw new IllegalStateException(
                    "a secret is sealed with version " + version + ", which LEALUP_WEBHOOKS_SECRET_KEYS does not have");
        }
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var text = new byte[buffer.remaining()];
        buffer.get(text);
        return new SigningSecret(new String(run(Cipher.DECRYPT_MODE, key, nonce, owner, text), StandardCharsets.UTF_8));
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, UUID owner, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing secret could not be sealed or opened", e);
        }
    }
}
