package com.lealup.gateway.access;

import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Keys and secrets for tests. */
final class SampleKeys {

    static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    private SampleKeys() {}

    static KeysProperties properties(int... pepperVersions) {
        var peppers = java.util.Arrays.stream(pepperVersions)
                .mapToObj(version -> version + ":" + base64((byte) version))
                .toList();
        return properties(peppers, (byte) 99);
    }

    static KeysProperties properties(List<String> peppers, byte macKey) {
        return new KeysProperties(
                peppers,
                base64(macKey),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    static String base64(byte filling) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, filling);
        return Base64.getEncoder().encodeToString(bytes);
    }

    static ApiKey key() {
        return new ApiKey(
                KeyId.next(),
                TenantId.next(),
                new KeyHash(1, "ab".repeat(32)),
                "quickstart",
                "9aZk",
                List.of("customers:write", "customers:read"),
                List.of(),
                new ApiKey.Creator(new UserId(Ulids.next()), "ana@acme.example", Role.ADMIN),
                NOW,
                NOW.plus(Duration.ofDays(7)),
                null,
                1);
    }
}
