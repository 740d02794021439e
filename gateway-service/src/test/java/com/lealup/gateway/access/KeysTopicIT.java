package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.gateway.testing.AnotherGateway;
import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.UserId;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ApiKeyFact;
import com.lealup.schemas.v1.ApiKeyState;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What write access to the keys topic is worth: nothing without the MAC's key. */
class KeysTopicIT extends GatewayTestBase {

    private final SecureRandom random = new SecureRandom();

    @Autowired
    private AvroCodec codec;

    @Autowired
    private KeyHasher hasher;

    @Autowired
    private RecordMac mac;

    @Autowired
    private KnownKeys known;

    @Test
    void learnsASignedKeyAndIgnoresAForgedOne() throws Exception {
        var forged = ApiKeySecret.generate(Environment.TEST, random);
        var signed = ApiKeySecret.generate(Environment.TEST, random);
        var attackersMac = new RecordMac(SampleKeys.properties(1));

        send(key(forged), attackersMac, null);
        send(key(signed), mac, null);

        // Both stand in one partition: once the second works, the first has been looked at.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(signed.text(), "/v1/users/me").status() == 200);
        assertThat(get(forged.text(), "/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void ignoresASignedRecordUnderAnotherKey() throws Exception {
        var moved = ApiKeySecret.generate(Environment.TEST, random);
        var signed = ApiKeySecret.generate(Environment.TEST, random);

        send(key(moved), mac, KeyId.next().toString());
        send(key(signed), mac, null);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(signed.text(), "/v1/users/me").status() == 200);
        assertThat(get(moved.text(), "/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void ignoresARecordThatWasChangedAfterItWasSigned() throws Exception {
        var workspace = newWorkspace();
        var small = createKey(workspace.key(), "customers:read");
        var secret = small.path("key").asString();
        var signed = ApiKeySecret.generate(Environment.TEST, random);
        var state = key(ApiKeySecret.parse(secret).orElseThrow());
        var fact = ApiKeyPublisher.fact(state, mac);
        var raised = ApiKeyFact.newBuilder(fact)
                .setFact(ApiKeyState.newBuilder((ApiKeyState) fact.getFact())
                        .setRevision(9)
                        .build())
                .build();

        produce(state.id().toString(), codec.encode(Topics.API_KEYS.name(), raised));
        send(key(signed), mac, null);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(signed.text(), "/v1/users/me").status() == 200);
        assertThat(get(secret, "/v1/users/me").json().path("scopes").toString()).isEqualTo("[\"customers:read\"]");
    }

    @Test
    void survivesGarbageAndTombstones() throws Exception {
        var workspace = newWorkspace();
        var id = get(workspace.key(), "/v1/users/me").json().path("id").asString();
        var signed = ApiKeySecret.generate(Environment.TEST, random);

        produce(id, new byte[] {1, 2, 3});
        produce(id, null);
        send(key(signed), mac, null);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(signed.text(), "/v1/users/me").status() == 200);
        assertThat(get(workspace.key(), "/v1/users/me").status()).isEqualTo(200);
    }

    @Test
    void revivesNoRevokedKeyByItsOldRecord() throws Exception {
        var workspace = newWorkspace();
        var created = createKey(workspace.key(), "customers:read");
        var secret = created.path("key").asString();
        var old = known.find(KeyId.parse(created.path("id").asString()).orElseThrow())
                .orElseThrow()
                .key();
        assertThat(send(workspace.key(), "DELETE", "/v1/api-keys/" + old.id(), null)
                        .status())
                .isEqualTo(204);
        var signed = ApiKeySecret.generate(Environment.TEST, random);

        send(old, mac, null);
        send(key(signed), mac, null);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(signed.text(), "/v1/users/me").status() == 200);
        assertThat(get(secret, "/v1/users/me").status()).isEqualTo(401);
        try (var another = AnotherGateway.start(Map.of("lealup.outbox.enabled", "false"))) {
            assertThat(sendTo(another.port(), "Bearer " + secret, "GET", "/v1/users/me", null)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void stopsAKeyWhenItsTimeIsOver() throws Exception {
        var secret = ApiKeySecret.generate(Environment.TEST, random);
        var soon = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.MICROS);
        send(key(secret, soon), mac, null);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(secret.text(), "/v1/users/me").status() == 200);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> get(secret.text(), "/v1/users/me").status() == 401);

        assertThat(Instant.now()).isAfterOrEqualTo(soon);
    }

    private ApiKey key(ApiKeySecret secret) {
        return key(secret, null);
    }

    private ApiKey key(ApiKeySecret secret, @Nullable Instant expiresAt) {
        return new ApiKey(
                KeyId.next(),
                TenantId.next(),
                hasher.hash(secret),
                "from the topic",
                secret.lastFour(),
                List.of("admin:*"),
                List.of(),
                new ApiKey.Creator(new UserId(Ulids.next()), "eve@acme.example", Role.ADMIN),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                expiresAt,
                null,
                1);
    }

    private void send(ApiKey key, RecordMac signer, @Nullable String under) throws Exception {
        ApiKeyFact fact = ApiKeyPublisher.fact(key, signer);
        assertThat(fact.getMac()).isNotEqualTo(ByteBuffer.allocate(32));
        produce(under == null ? key.id().toString() : under, codec.encode(Topics.API_KEYS.name(), fact));
    }

    private static void produce(String key, byte @Nullable [] value) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestParts.shared().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.API_KEYS.name(), key, value))
                    .get();
        }
    }
}
