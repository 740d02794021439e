package com.lealup.platform.testing;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.SigningKey;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.identity.TokenSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Signs identities with a key pair made for this run of the tests: real tokens, really verified. */
public final class TestIdentity {

    private static final String KEY_ID = "test";
    private static final KeyPair KEYS = generate();
    private static final TokenSigner SIGNER =
            new TokenSigner(new SigningKey(KEY_ID, KEYS.getPrivate()), InstantSource.system());

    private TestIdentity() {}

    /** A token for one request, valid for the next 30 seconds. */
    public static String token(Caller caller, String audience, String method, String path) {
        return SIGNER.sign(caller, audience, method, path);
    }

    /** The properties that make a service believe {@link #token}. */
    public static Map<String, String> properties() {
        return Map.of(
                "lealup.identity.public-keys",
                KEY_ID + ":" + base64(KEYS.getPublic().getEncoded()));
    }

    /** The properties that make a service sign as {@link #token} does; for the gateway. */
    public static Map<String, String> signingProperties() {
        return Map.of(
                "lealup.identity.signing-key",
                KEY_ID + ":" + base64(KEYS.getPrivate().getEncoded()));
    }

    /** A key with the scopes, made by an administrator of a workspace of its own. */
    public static Caller caller(String... scopes) {
        return caller(TenantId.next(), scopes);
    }

    /** A key with the scopes, made by an administrator of the workspace. */
    public static Caller caller(TenantId tenantId, String... scopes) {
        return new Caller(
                tenantId,
                Ulids.format(Ulids.next()),
                PrincipalType.API_KEY,
                "quickstart",
                "ada@acme-test.com",
                "admin",
                Set.of(scopes),
                "127.0.0.1",
                "");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }
}
