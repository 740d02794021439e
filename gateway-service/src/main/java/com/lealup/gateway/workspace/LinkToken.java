package com.lealup.gateway.workspace;

import com.lealup.platform.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret of a link: the workspace it belongs to, so that it is looked for in there alone, and 256 random bits, so
 * that its plain SHA-256 can be kept.
 */
record LinkToken(TenantId tenantId, String secret) {

    private static final int RANDOM_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[0-9A-Za-z_-]{43}");

    static LinkToken generate(TenantId tenantId, SecureRandom random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new LinkToken(tenantId, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<LinkToken> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !SECRET.matcher(text.substring(dot + 1)).matches()) {
            return Optional.empty();
        }
        return TenantId.parse(text.substring(0, dot)).map(tenant -> new LinkToken(tenant, text.substring(dot + 1)));
    }

    String text() {
        return tenantId + "." + secret;
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "LinkToken[" + tenantId + "]";
    }
}
