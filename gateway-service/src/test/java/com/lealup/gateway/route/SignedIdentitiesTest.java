package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.SigningKey;
import com.lealup.platform.identity.TokenSigner;
import com.lealup.platform.identity.TokenVerifier;
import com.lealup.platform.identity.VerificationKey;
import com.lealup.platform.testing.TestIdentity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignedIdentitiesTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Caller CALLER = TestIdentity.caller("customers:read");

    private final KeyPair keys = keys();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final SignedIdentities identities =
            new SignedIdentities(new TokenSigner(new SigningKey("k", keys.getPrivate()), now::get), now::get);
    private final TokenVerifier verifier =
            new TokenVerifier(List.of(new VerificationKey("k", keys.getPublic())), now::get);

    @Test
    void usesATokenAgainForTheSameRequestOfTheSameCaller() {
        var first = token(CALLER, "GET", "/v1/customers");
        now.set(START.plusMillis(4_999));

        assertThat(token(CALLER, "GET", "/v1/customers")).isEqualTo(first);
    }

    @Test
    void leavesEachTokenMostOfItsLife() {
        var first = token(CALLER, "GET", "/v1/customers");
        now.set(START.plus(SignedIdentities.USED_FOR));

        var second = token(CALLER, "GET", "/v1/customers");

        assertThat(second).isNotEqualTo(first);
        now.set(START.plus(SignedIdentities.USED_FOR).plusSeconds(29));
        assertThat(verifier.verifySigned(second)).isPresent();
    }

    @Test
    void givesNoTokenToAnother() {
        token(CALLER, "GET", "/v1/customers");

        for (var other : List.of(
                TestIdentity.caller("customers:read"),
                TestIdentity.caller(CALLER.tenantId(), "customers:read"),
                with(CALLER, "admin", Set.of("customers:read", "customers:write"), CALLER.clientAddress()),
                with(CALLER, "viewer", CALLER.scopes(), CALLER.clientAddress()),
                with(CALLER, "admin", CALLER.scopes(), "192.0.2.1"))) {
            var token = token(other, "GET", "/v1/customers");
            assertThat(verifier.verify(token, "customer-service", "GET", "/v1/customers")
                            .orElseThrow()
                            .caller())
                    .isEqualTo(other.withToken(token));
        }
    }

    @Test
    void bindsEachTokenToServiceMethodAndPath() {
        var token = token(CALLER, "GET", "/v1/customers");

        assertThat(verifier.verify(token, "customer-service", "GET", "/v1/customers"))
                .isPresent();
        assertThat(verifier.verify(token(CALLER, "POST", "/v1/customers"), "customer-service", "POST", "/v1/customers"))
                .isPresent();
        assertThat(verifier.verify(
                        token(CALLER, "GET", "/v1/customers/1"), "customer-service", "GET", "/v1/customers/1"))
                .isPresent();
        assertThat(verifier.verify(
                        identities.tokenFor(CALLER, UpstreamService.HEALTH_SERVICE, "GET", "/v1/customers"),
                        "health-service",
                        "GET",
                        "/v1/customers"))
                .isPresent();
    }

    @Test
    void signsAgainWhenTheClockIsSetBack() {
        token(CALLER, "GET", "/v1/customers");
        now.set(START.minusSeconds(60));

        assertThat(verifier.verifySigned(token(CALLER, "GET", "/v1/customers"))).isPresent();
    }

    private String token(Caller caller, String method, String path) {
        return identities.tokenFor(caller, UpstreamService.CUSTOMER_SERVICE, method, path);
    }

    private static Caller with(Caller caller, String role, Set<String> scopes, String address) {
        return new Caller(
                caller.tenantId(),
                caller.principalId(),
                caller.type(),
                caller.name(),
                caller.email(),
                role,
                scopes,
                address,
                "");
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
