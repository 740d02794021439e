package com.lealup.platform.consumer;

import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UserState;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts in the database how often each user took effect, answers each with a fact, and fails when told to. */
final class EffectsListener implements BatchListener<UserState> {

    static final String GROUP = "customer-service.users";

    private static final String COUNT = """
            insert into effects (tenant_id, name)
            values (:tenant, :name)
            on conflict (tenant_id, name) do update
            set times = effects.times + 1
            """;

    final AtomicInteger outages = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicBoolean repaired = new AtomicBoolean();

    private final JdbcClient jdbc;
    private final Outbox outbox;

    EffectsListener(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public String topic() {
        return Topics.USERS.name();
    }

    @Override
    public Class<UserState> type() {
        return UserState.class;
    }

    @Override
    public void on(List<Received<UserState>> batch) {
        calls.incrementAndGet();
        for (Received<UserState> received : batch) {
            UserState user = received.value();
            if (user == null) {
                continue;
            }
            if (user.getUserId().startsWith("refused")) {
                throw new PoisonRecordException(received, "refused_here", "This user is refused");
            }
            if (user.getUserId().startsWith("bug") && !repaired.get()) {
                throw new IllegalArgumentException("a bug that this user sets off");
            }
            UUID tenant = received.tenantId().value();
            jdbc.sql(COUNT)
                    .param("tenant", tenant)
                    .param("name", user.getUserId())
                    .update();
            outbox.append(new OutboxRecord(
                    Topics.CUSTOMERS.name(),
                    received.key(),
                    null,
                    received.eventId(),
                    "effect",
                    received.tenantId(),
                    received.revision()));
        }
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new DataAccessResourceFailureException("an outage after the effect, before the commit");
        }
    }
}
