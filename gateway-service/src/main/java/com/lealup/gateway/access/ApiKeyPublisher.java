package com.lealup.gateway.access;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ApiKeyFact;
import com.lealup.schemas.v1.ApiKeyState;
import java.nio.ByteBuffer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells every gateway about a changed key: this one at the commit, the others by the keys topic and, so that Kafka's
 * absence delays nothing, by Postgres' own signal. Both leave with the transaction of the change, or not at all.
 */
@Component
class ApiKeyPublisher {

    private final Outbox outbox;
    private final AvroCodec codec;
    private final RecordMac mac;
    private final KnownKeys known;
    private final JdbcClient jdbc;

    ApiKeyPublisher(Outbox outbox, AvroCodec codec, RecordMac mac, KnownKeys known, JdbcClient jdbc) {
        this.outbox = outbox;
        this.codec = codec;
        this.mac = mac;
        this.known = known;
        this.jdbc = jdbc;
    }

    @Bean
    static WarmedTopic apiKeysSchema() {
        return new WarmedTopic(Topics.API_KEYS.name(), ApiKeyFact.class);
    }

    void created(ApiKey key) {
        publish(key, "api_key.created");
    }

    void updated(ApiKey key) {
        publish(key, "api_key.updated");
    }

    void revoked(ApiKey key) {
        publish(key, "api_key.revoked");
    }

    private void publish(ApiKey key, String eventType) {
        var topic = Topics.API_KEYS.name();
        outbox.append(new OutboxRecord(
                topic,
                key.id().toString(),
                codec.encode(topic, fact(key, mac)),
                Ulids.next(),
                eventType,
                key.tenantId(),
                key.revision()));
        signal(KeyChange.of(key));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.learn(key);
            }
        });
    }

    private void signal(KeyChange change) {
        jdbc.sql("""
                        select pg_notify(:channel, :payload)
                        """)
                .param("channel", KeyChange.CHANNEL)
                .param("payload", change.payload())
                .query((_, _) -> true)
                .single();
    }

    static ApiKeyFact fact(ApiKey key, RecordMac mac) {
        var state = ApiKeyState.newBuilder()
                .setKeyId(key.id().toString())
                .setTenantId(key.tenantId().toString())
                .setHash(ByteBuffer.wrap(key.hash().bytes()))
                .setPepperVersion(key.hash().pepperVersion())
                .setName(key.name())
                .setLastFour(key.lastFour())
                .setScopes(key.scopes())
                .setAllowList(key.allowList())
                .setCreatorId(key.creator().id().toString())
                .setCreatorEmail(key.creator().email())
                .setCreatorRole(key.creator().role().text())
                .setCreatedAt(key.createdAt())
                .setExpiresAt(key.expiresAt())
                .setRevokedAt(key.revokedAt())
                .setRevision(key.revision())
                .build();
        return ApiKeyFact.newBuilder()
                .setFact(state)
                .setMac(ByteBuffer.wrap(mac.sign(key)))
                .build();
    }
}
