package com.lealup.gateway.workspace;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UserRole;
import com.lealup.schemas.v1.UserState;
import com.lealup.schemas.v1.UserStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Tells the other services about a person in a workspace. */
@Component
class UserPublisher {

    private final Outbox outbox;
    private final AvroCodec codec;

    UserPublisher(Outbox outbox, AvroCodec codec) {
        this.outbox = outbox;
        this.codec = codec;
    }

    @Bean
    static WarmedTopic usersSchema() {
        return new WarmedTopic(Topics.USERS.name(), UserState.class);
    }

    void created(User user) {
        publish(user, "user.created");
    }

    void changed(User user) {
        publish(user, "user.updated");
    }

    private void publish(User user, String eventType) {
        var topic = Topics.USERS.name();
        outbox.append(new OutboxRecord(
                topic,
                user.tenantId() + ":" + user.id(),
                codec.encode(topic, state(user)),
                Ulids.next(),
                eventType,
                user.tenantId(),
                user.revision()));
    }

    private static UserState state(User user) {
        return UserState.newBuilder()
                .setTenantId(user.tenantId().toString())
                .setUserId(user.id().toString())
                .setEmail(user.email().text())
                .setName(user.name())
                .setRole(UserRole.valueOf(user.role().name()))
                .setStatus(UserStatus.valueOf(user.status().name()))
                .setCreatedAt(user.createdAt())
                .setRevision(user.revision())
                .build();
    }
}
