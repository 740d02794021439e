package com.lealup.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final KeyPair OLD = keys();
    private static final KeyPair NEW = keys();
    private static final KeyPair FOREIGN = keys();
    private static final Caller CALLER = new Caller(
            TenantId.of("01HTENAN000000000000000000"),
            "01HKEY",
            PrincipalType.API_KEY,
            "quickstart \"ü\" 試",
            "ada@acme-test.com",
            null,
            Set.of("customers:read", "customers:write"),
            "2001:db8::1",
            "");

    private final TokenVerifier verifier = new TokenVerifier(
            List.of(new VerificationKey("old", OLD.getPublic()), new VerificationKey("new", NEW.getPublic())),
            () -> NOW);

    @Test
    void believesWhatEitherKeySigned() {
        for (var keyId : List.of("old", "new")) {
            var keys = keyId.equals("old") ? OLD : NEW;
            var token = signer(keyId, keys, NOW).sign(CALLER, "customer-service", "POST", "/v1/customers");

            var identity = verifier.verify(token, "customer-service", "POST", "/v1/customers");

            assertThat(identity).isPresent();
            assertThat(identity.orElseThrow().caller()).isEqualTo(CALLER.withToken(token));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ingest-service, POST, /v1/customers",
        "customer-service, GET, /v1/customers",
        "customer-service, post, /v1/customers",
        "customer-service, POST, /v1/customers/",
        "customer-service, POST, /v1/customers/../customers",
        "customer-service, POST, /v1/customers?x=1"
    })
    void refusesATokenForAnotherRequest(String audience, String method, String path) {
        var token = signer("new", NEW, NOW).sign(CALLER, "customer-service", "POST", "/v1/customers");

        assertThat(verifier.verify(token, audience, method, path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "29, true", "30, false", "31, false", "3600, false", "-5, true", "-6, false"})
    void believesATokenForHalfAMinute(long age, boolean believed) {
        var token = signer("new", NEW, NOW.minusSeconds(age)).sign(CALLER, "a", "GET", "/");

        assertThat(verifier.verify(token, "a", "GET", "/").isPresent()).isEqualTo(believed);
    }

    @Test
    void believesARepeatedTokenNoLongerThanAFreshOne() {
        var now = new AtomicReference<>(NOW);
        var remembering = new TokenVerifier(List.of(new VerificationKey("new", NEW.getPublic())), now::get);
        var token = signer("new", NEW, NOW).sign(CALLER, "a", "GET", "/");
        assertThat(remembering.verify(token, "a", "GET", "/")).isPresent();

        now.set(NOW.plusMillis(29_999));
        assertThat(remembering.verify(token, "a", "GET", "/")).isPresent();
        now.set(NOW.plusSeconds(30));
        assertThat(remembering.verify(token, "a", "GET", "/")).isEmpty();
        assertThat(remembering.verifySigned(token)).isEmpty();
    }

    @Test
    void bindsARepeatedTokenToItsRequest() {
        var token = signer("new", NEW, NOW).sign(CALLER, "a", "GET", "/");
        assertThat(verified(token)).isPresent();

        assertThat(verifier.verify(token, "b", "GET", "/")).isEmpty();
        assertThat(verifier.verify(token, "a", "DELETE", "/")).isEmpty();
        assertThat(verifier.verify(token, "a", "GET", "/other")).isEmpty();
        assertThat(verified(token)).isPresent();
    }

    @Test
    void remembersNothingThatItRefused() {
        var token = signer("new", FOREIGN, NOW).sign(CALLER, "a", "GET", "/");

        assertThat(verified(token)).isEmpty();
        assertThat(verified(token)).isEmpty();
        assertThat(verifier.verifySigned(token)).isEmpty();
    }

    @Test
    void refusesWhatAnotherKeySigned() {
        assertThat(verified(signer("new", FOREIGN, NOW).sign(CALLER, "a", "GET", "/")))
                .isEmpty();
        assertThat(verified(signer("old", NEW, NOW).sign(CALLER, "a", "GET", "/")))
                .isEmpty();
        assertThat(verified(signer("unknown", NEW, NOW).sign(CALLER, "a", "GET", "/")))
                .isEmpty();
    }

    @Test
    void refusesEveryChangedByte() {
        var token = signer("new", NEW, NOW).sign(CALLER, "a", "GET", "/");
        assertThat(verified(token)).isPresent();

        // The last character of a 64-byte signature carries two unused bits; all others count.
        for (var i = 0; i < token.length() - 1; i++) {
            var changed = new StringBuilder(token);
            changed.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(verified(changed.toString())).as("character " + i).isEmpty();
        }
    }

    @Test
    void refusesOtherAlgorithms() throws Exception {
        var claims = claims().build();
        assertThat(verified(new PlainJWT(claims).serialize())).isEmpty();

        // The classic confusion: an HMAC whose secret is the public key everybody knows.
        var hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("new")
                        .type(IdentityTokens.TYPE)
                        .build(),
                claims);
        hmac.sign(new MACSigner(NEW.getPublic().getEncoded()));
        assertThat(verified(hmac.serialize())).isEmpty();
    }

    @Test
    void refusesATokenMadeForSomethingElse() throws Exception {
        var header = new JWSHeader.Builder(IdentityTokens.ALGORITHM).keyID("new");

        assertThat(verified(sign(header.build(), claims().build()))).isEmpty();
        assertThat(verified(sign(header.type(new JOSEObjectType("JWT")).build(), claims().build())))
                .isEmpty();
        assertThat(verified(sign(
                        header.type(IdentityTokens.TYPE)
                                .criticalParams(Set.of("b64"))
                                .build(),
                        claims().build())))
                .isEmpty();
    }

    @Test
    void refusesIncompleteOrGenerousClaims() throws Exception {
        assertThat(signed(claims())).isPresent();
        assertThat(signed(claims().issuer("someone"))).isEmpty();
        assertThat(signed(claims().issueTime(null))).isEmpty();
        assertThat(signed(claims().expirationTime(null))).isEmpty();
        assertThat(signed(claims().expirationTime(Date.from(NOW.plusSeconds(31)))))
                .isEmpty();
        assertThat(signed(claims().audience(List.of("a", "b")))).isEmpty();
        assertThat(signed(claims().subject(null))).isEmpty();
        for (var claim : List.of("tid", "typ", "name", "email", "scopes", "ip", "htm", "htu")) {
            assertThat(signed(claims().claim(claim, null))).as(claim).isEmpty();
        }
        assertThat(signed(claims().claim("tid", "not a ulid"))).isEmpty();
        assertThat(signed(claims().claim("typ", "ROOT"))).isEmpty();
        assertThat(signed(claims().claim("scopes", "admin:*"))).isEmpty();
        assertThat(signed(claims().claim("scopes", List.of(1, 2)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.", "null", "{}", "ey"})
    void refusesWhatIsNoToken(String token) {
        assertThat(verified(token)).isEmpty();
        assertThat(verified("a".repeat(10_000))).isEmpty();
    }

    @Test
    void readsKeysAsTheyAreWritten() {
        var text = Base64.getEncoder().encodeToString(NEW.getPublic().getEncoded());

        assertThat(VerificationKey.parse("k1:" + text).keyId()).isEqualTo("k1");
        for (var wrong : List.of("", "k1", ":" + text, "k1:", "k1:!!!", "k1:AAAA", text)) {
            assertThatThrownBy(() -> VerificationKey.parse(wrong)).hasMessageContaining("must be a comma-separated");
            assertThatThrownBy(() -> SigningKey.parse(wrong)).hasMessageContaining("must be kid:key");
        }
    }

    @Test
    void showsNoSecretInText() {
        assertThat(CALLER.withToken("secret").toString()).doesNotContain("secret", "ada@", "quickstart", "2001:");
        assertThat(new SigningKey("k1", NEW.getPrivate()).toString()).isEqualTo("SigningKey[k1]");
    }

    private Optional<VerifiedIdentity> verified(String token) {
        return verifier.verify(token, "a", "GET", "/");
    }

    private Optional<VerifiedIdentity> signed(JWTClaimsSet.Builder claims) throws Exception {
        var header = new JWSHeader.Builder(IdentityTokens.ALGORITHM)
                .keyID("new")
                .type(IdentityTokens.TYPE)
                .build();
        return verified(sign(header, claims.build()));
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims) throws Exception {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new Ed25519Signer(NEW.getPrivate()));
        return jwt.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(IdentityTokens.ISSUER)
                .audience("a")
                .subject("01HKEY")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(30)))
                .claim("tid", CALLER.tenantId().toString())
                .claim("typ", "API_KEY")
                .claim("name", "n")
                .claim("email", "e")
                .claim("scopes", List.of("a:read"))
                .claim("ip", "127.0.0.1")
                .claim("htm", "GET")
                .claim("htu", "/");
    }

    private static TokenSigner signer(String keyId, KeyPair keys, Instant now) {
        return new TokenSigner(new SigningKey(keyId, keys.getPrivate()), () -> now);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
