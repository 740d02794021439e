package com.lealup.gateway.access;

import com.lealup.gateway.workspace.Role;
import com.lealup.gateway.workspace.UserId;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.consumer.TopicViews;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ApiKeyFact;
import com.lealup.schemas.v1.ApiKeyState;
import com.lealup.schemas.v1.KeysHeartbeat;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps {@link KnownKeys} up with the keys topic. A record that this deployment's gateways did not sign is ignored. */
@Component
class ApiKeyListener {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyListener.class);

    private final RecordMac mac;
    private final KnownKeys known;
    private final Heartbeats heartbeats;

    ApiKeyListener(TopicViews views, RecordMac mac, KnownKeys known, Heartbeats heartbeats) {
        this.mac = mac;
        this.known = known;
        this.heartbeats = heartbeats;
        views.follow(Topics.API_KEYS.name(), ApiKeyFact.class, this::on);
    }

    private void on(Received<ApiKeyFact> received) {
        // A tombstone takes no key away: only a signed revocation does.
        if (received.value() == null) {
            return;
        }
        var signature = bytes(received.value().getMac());
        boolean believed = switch (received.value().getFact()) {
            case ApiKeyState state -> learn(state, received.key(), signature);
            case KeysHeartbeat heartbeat -> hear(heartbeat, signature);
            default -> true;
        };
        if (!believed) {
            log.atWarn()
                    .addKeyValue("topic", received.position().topic())
                    .addKeyValue("partition", received.position().partition())
                    .addKeyValue("offset", received.position().offset())
                    .log("Ignored a key record that no gateway of this deployment signed");
        }
    }

    private boolean learn(ApiKeyState state, String recordKey, byte[] signature) {
        var key = verified(state, signature);
        if (key.isEmpty() || !key.get().id().toString().equals(recordKey)) {
            return false;
        }
        known.learn(key.get());
        return true;
    }

    private boolean hear(KeysHeartbeat heartbeat, byte[] signature) {
        if (!mac.verifies(heartbeat.getSequence(), heartbeat.getAt(), signature)) {
            return false;
        }
        heartbeats.heard(heartbeat.getSequence(), heartbeat.getAt());
        return true;
    }

    private Optional<ApiKey> verified(ApiKeyState state, byte[] signature) {
        try {
            var key = read(state);
            return mac.verifies(key, signature) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ApiKey read(ApiKeyState state) {
        return new ApiKey(
                KeyId.parse(state.getKeyId()).orElseThrow(IllegalArgumentException::new),
                TenantId.of(state.getTenantId()),
                KeyHash.of(state.getPepperVersion(), bytes(state.getHash())),
                state.getName(),
                state.getLastFour(),
                state.getScopes(),
                state.getAllowList(),
                new ApiKey.Creator(
                        Ulids.parse(state.getCreatorId()).map(UserId::new).orElseThrow(IllegalArgumentException::new),
                        state.getCreatorEmail(),
                        Role.of(state.getCreatorRole())),
                state.getCreatedAt(),
                state.getExpiresAt(),
                state.getRevokedAt(),
                state.getRevision());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
