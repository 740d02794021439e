package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.v1.ApiKeyState;
import com.lealup.schemas.v1.KeysHeartbeat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RecordMacTest {

    private final RecordMac mac = new RecordMac(SampleKeys.properties(1));
    private final ApiKey key = SampleKeys.key();

    @Test
    void verifiesWhatItSigned() {
        assertThat(mac.verifies(key, mac.sign(key))).isTrue();
    }

    @Test
    void coversEveryFieldOfTheRecord() {
        var signature = mac.sign(key);
        var changes = changes();

        // A field added to the schema must be added to the signature, and here.
        assertThat(changes.keySet())
                .containsExactlyInAnyOrderElementsOf(ApiKeyState.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
        changes.forEach((field, changed) ->
                assertThat(mac.verifies(changed, signature)).as(field).isFalse());
    }

    @Test
    void doesNotLetTextMoveBetweenFields() {
        var one = with(key, List.of("customers:read", "x"), "ab");
        var other = with(key, List.of("customers:read"), "xab");

        assertThat(mac.sign(one)).isNotEqualTo(mac.sign(other));
    }

    @Test
    void dependsOnTheKey() {
        var other = new RecordMac(SampleKeys.properties(List.of("1:" + SampleKeys.base64((byte) 1)), (byte) 98));

        assertThat(other.verifies(key, mac.sign(key))).isFalse();
    }

    private Map<String, ApiKey> changes() {
        var id = new UserId(Ulids.next());
        var creator = key.creator();
        var changes = new LinkedHashMap<String, ApiKey>();
        changes.put("key_id", key(new Parts().id(KeyId.next())));
        changes.put("tenant_id", key(new Parts().tenant(TenantId.next())));
        changes.put("hash", key(new Parts().hash(new KeyHash(1, "cd".repeat(32)))));
        changes.put(
                "pepper_version", key(new Parts().hash(new KeyHash(2, key.hash().hex()))));
        changes.put("name", key(new Parts().name("other")));
        changes.put("last_four", key(new Parts().lastFour("zzzz")));
        changes.put("scopes", key(new Parts().scopes(List.of("admin:*"))));
        changes.put("allow_list", key(new Parts().allowList(List.of("10.0.0.0/8"))));
        changes.put("creator_id", key(new Parts().creator(new ApiKey.Creator(id, creator.email(), creator.role()))));
        changes.put(
                "creator_email",
                key(new Parts().creator(new ApiKey.Creator(creator.id(), "eve@acme.example", creator.role()))));
        changes.put(
                "creator_role",
                key(new Parts().creator(new ApiKey.Creator(creator.id(), creator.email(), Role.VIEWER))));
        changes.put("created_at", key(new Parts().createdAt(SampleKeys.NOW.plusNanos(1000))));
        changes.put("expires_at", key(new Parts().expiresAt(null)));
        changes.put("revoked_at", key(new Parts().revokedAt(SampleKeys.NOW)));
        changes.put("revision", key(new Parts().revision(2)));
        return changes;
    }

    private static ApiKey key(Parts parts) {
        return parts.build();
    }

    private static ApiKey with(ApiKey key, List<String> scopes, String creatorEmail) {
        return new ApiKey(
                key.id(),
                key.tenantId(),
                key.hash(),
                key.name(),
                key.lastFour(),
                scopes,
                key.allowList(),
                new ApiKey.Creator(key.creator().id(), creatorEmail, Role.ADMIN),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.revision());
    }

    @Test
    void coversEveryFieldOfAHeartbeat() {
        var signature = mac.sign(7, SampleKeys.NOW);

        assertThat(KeysHeartbeat.getClassSchema().getFields().stream().map(Schema.Field::name))
                .containsExactly("sequence", "at");
        assertThat(mac.verifies(7, SampleKeys.NOW, signature)).isTrue();
        assertThat(mac.verifies(8, SampleKeys.NOW, signature)).isFalse();
        assertThat(mac.verifies(7, SampleKeys.NOW.plusNanos(1000), signature)).isFalse();
    }

    /** The sample key with one part replaced. */
    private final class Parts {
        private KeyId id = key.id();
        private TenantId tenant = key.tenantId();
        private KeyHash hash = key.hash();
        private String name = key.name();
        private String lastFour = key.lastFour();
        private List<String> scopes = key.scopes();
        private List<String> allowList = key.allowList();
        private ApiKey.Creator creator = key.creator();
        private java.time.Instant createdAt = key.createdAt();
        private java.time.Instant expiresAt = key.expiresAt();
        private java.time.Instant revokedAt = key.revokedAt();
        private long revision = key.revision();

        Parts id(KeyId value) {
            id = value;
            return this;
        }

        Parts tenant(TenantId value) {
            tenant = value;
            return this;
        }

        Parts hash(KeyHash value) {
            hash = value;
            return this;
        }

        Parts name(String value) {
            name = value;
            return this;
        }

        Parts lastFour(String value) {
            lastFour = value;
            return this;
        }

        Parts scopes(List<String> value) {
            scopes = value;
            return this;
        }

        Parts allowList(List<String> value) {
            allowList = value;
            return this;
        }

        Parts creator(ApiKey.Creator value) {
            creator = value;
            return this;
        }

        Parts createdAt(java.time.Instant value) {
            createdAt = value;
            return this;
        }

        Parts expiresAt(java.time.Instant value) {
            expiresAt = value;
            return this;
        }

        Parts revokedAt(java.time.Instant value) {
            revokedAt = value;
            return this;
        }

        Parts revision(long value) {
            revision = value;
            return this;
        }

        ApiKey build() {
            return new ApiKey(
                    id, tenant, hash, name, lastFour, scopes, allowList, creator, createdAt, expiresAt, revokedAt,
                    revision);
        }
    }
}
