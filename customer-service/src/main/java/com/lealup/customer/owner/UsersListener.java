package com.lealup.customer.owner;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UserState;
import com.lealup.schemas.v1.UserStatus;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the owners as the users topic tells them; the newer revision wins in whatever order they come. */
@Component
class UsersListener implements BatchListener<UserState> {

    private static final String UPSERT = """
            insert into owners (tenant_id, id, revision, email, email_folded, active)
            values (:tenant, :id, :revision, :email, :folded, :active)
            on conflict (tenant_id, id) do update
            set revision = excluded.revision,
                email = excluded.email,
                email_folded = excluded.email_folded,
                active = excluded.active
            where owners.revision < excluded.revision
            """;

    private final JdbcClient jdbc;

    UsersListener(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "customer-service.users";
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
        for (var record : batch) {
            var user = record.value();
            // A user who is erased keeps owning: customers go on showing the last known address until reassigned.
            if (user != null) {
                upsert(record, user);
            }
        }
    }

    private void upsert(Received<UserState> record, UserState user) {
        var tenant = TenantId.parse(user.getTenantId())
                .orElseThrow(() -> new PoisonRecordException(record, "invalid_tenant_id", "tenant_id is not a ULID"));
        var id = OwnerId.parse(user.getUserId())
                .orElseThrow(() -> new PoisonRecordException(record, "invalid_user_id", "user_id is not a ULID"));
        jdbc.sql(UPSERT)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("revision", user.getRevision())
                .param("email", user.getEmail())
                .param("folded", user.getEmail().toLowerCase(Locale.ROOT))
                .param("active", user.getStatus() != UserStatus.DEACTIVATED)
                .update();
    }
}
