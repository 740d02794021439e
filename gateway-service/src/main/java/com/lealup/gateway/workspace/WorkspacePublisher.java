package com.lealup.gateway.workspace;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.WorkspaceEnvironment;
import com.lealup.schemas.v1.WorkspaceState;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the other services about a workspace. */
@Component
class WorkspacePublisher {

    private final Outbox outbox;
    private final AvroCodec codec;
    private final Environment environment;
    private final KnownWorkspaces known;

    WorkspacePublisher(Outbox outbox, AvroCodec codec, Environment environment, KnownWorkspaces known) {
        this.outbox = outbox;
        this.codec = codec;
        this.environment = environment;
        this.known = known;
    }

    @Bean
    static WarmedTopic workspacesSchema() {
        return new WarmedTopic(Topics.WORKSPACES.name(), WorkspaceState.class);
    }

    void created(Workspace workspace) {
        publish(workspace, "workspace.created");
    }

    void changed(Workspace workspace) {
        publish(workspace, "workspace.updated");
    }

    private void publish(Workspace workspace, String eventType) {
        var topic = Topics.WORKSPACES.name();
        outbox.append(new OutboxRecord(
                topic,
                workspace.tenantId().toString(),
                codec.encode(topic, state(workspace)),
                Ulids.next(),
                eventType,
                workspace.tenantId(),
                workspace.revision()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.learn(workspace);
            }
        });
    }

    private WorkspaceState state(Workspace workspace) {
        return WorkspaceState.newBuilder()
                .setTenantId(workspace.tenantId().toString())
                .setName(workspace.name())
                .setPlan(com.lealup.schemas.v1.Plan.valueOf(workspace.plan().name()))
                .setEnvironment(WorkspaceEnvironment.valueOf(environment.name()))
                .setTrialEndsAt(workspace.trialEndsAt())
                .setTimeZone(workspace.timeZone())
                .setCreatedAt(workspace.createdAt())
                .setRevision(workspace.revision())
                .build();
    }
}
