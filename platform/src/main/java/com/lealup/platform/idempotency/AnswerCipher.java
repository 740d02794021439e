package com.lealup.platform.idempotency;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce: one byte of key version, the nonce, the ciphertext with its
 * tag. The scope of the answer is authenticated with it, so that a row copied elsewhere does not open.
 */
final class AnswerCipher {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<Integer, SecretKey> keys = new HashMap<>();
    private final int current;
    private final SecureRandom random = new SecureRandom();

    AnswerCipher(List<String> configured) {
        for (String key : configured) {
            keys.put(IdempotencyProperties.version(key), new SecretKeySpec(IdempotencyProperties.bytes(key), "AES"));
        }
        this.current = IdempotencyProperties.version(configured.getFirst());
    }

    byte[] encrypt(byte[] answer, byte[] scope) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key(current), nonce, answer, scope);
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put((byte) current)
                .put(nonce)
                .put(sealed)
                .array();
    }

    byte[] decrypt(byte[] encrypted, byte[] scope) {
        ByteBuffer buffer = ByteBuffer.wrap(encrypted);
        int version = Byte.toUnsignedInt(buffer.get());
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return crypt(Cipher.DECRYPT_MODE, key(version), nonce, sealed, scope);
    }

    private SecretKey key(int version) {
        SecretKey key = keys.get(version);
        if (key == null) {
            throw new IllegalStateException("LEALUP_IDEMPOTENCY_KEYS lacks version " + version);
        }
        return key;
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] nonce, byte[] input, byte[] scope) {
        try {
            var cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(scope);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A kept answer could not be encrypted or decrypted", e);
        }
    }
}
