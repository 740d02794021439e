package com.lealup.platform.identity;

import com.lealup.platform.environment.InvalidSettingException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys behind caller identities.
 *
 * @param publicKeys {@code kid:base64 of SPKI}, comma-separated. Change it to rotate: add the new key everywhere,
 *     switch the gateway's signing key, and take the old one away a minute later.
 * @param signingKey {@code kid:base64 of PKCS#8}; set at the gateway only
 */
@ConfigurationProperties("lealup.identity")
record IdentityProperties(
        @Nullable List<String> publicKeys, @Nullable String signingKey) {

    IdentityProperties {
        if (publicKeys != null) {
            publicKeys = publicKeys.stream().filter(key -> !key.isBlank()).toList();
            var ids = new HashSet<String>();
            for (var key : publicKeys) {
                if (!ids.add(VerificationKey.parse(key).keyId())) {
                    throw new IllegalArgumentException("public-keys must not use a kid twice");
                }
            }
        }
        if (signingKey != null) {
            SigningKey.parse(signingKey);
        }
    }

    List<VerificationKey> verificationKeys() {
        return publicKeys == null
                ? List.of()
                : publicKeys.stream().map(VerificationKey::parse).toList();
    }

    void requireVerificationKeys() {
        if (publicKeys == null || publicKeys.isEmpty()) {
            throw InvalidSettingException.missing(
                    "lealup.identity.public-keys",
                    "must be a comma-separated list of kid:key, each key an Ed25519 public key as base64 of SPKI");
        }
    }

    SigningKey requiredSigningKey() {
        if (signingKey == null) {
            throw InvalidSettingException.missing(
                    "lealup.identity.signing-key",
                    "must be kid:key, the key an Ed25519 private key as base64 of PKCS#8");
        }
        return SigningKey.parse(signingKey);
    }

    @Override
    public String toString() {
        return "IdentityProperties[publicKeys=" + verificationKeys().size() + "]";
    }
}
