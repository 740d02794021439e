package com.lealup.customer.erasure;

import com.lealup.customer.account.CustomerId;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The proofs of the caller's workspace. */
@Component
class Erasures {

    /** Every service that keeps anything about customers: an erasure is complete when all of them have answered. */
    static final List<String> SERVICES =
            List.of("customer-service", "gateway-service", "health-service", "ingest-service", "webhook-service");

    private static final UUID NEWEST = new UUID(-1, -1);

    private static final String PAGE = """
            select e.id, e.customer_id, e.cause, e.requested_at, e.actor_type, e.actor_id, e.actor_name, e.request_id,
                   e.completed_at, acks.acks
            from erasures e
            cross join lateral (
                select jsonb_agg(jsonb_build_object(
                    'service', a.service, 'erased_at', a.erased_at, 'counts', a.counts))::text as acks
                from erasure_acks a
                where a.tenant_id = e.tenant_id
                  and a.customer_id = e.customer_id) acks
            where e.tenant_id = :tenant
              and (cast(:id as uuid) is null or e.id = :id)
              and (cast(:customer as uuid) is null or e.customer_id = :customer)
              and e.id < :before
            order by e.id desc
            limit :most
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TimeBoundCopies copies;

    Erasures(JdbcClient jdbc, JsonMapper json, TimeBoundCopies copies) {
        this.jdbc = jdbc;
        this.json = json;
        this.copies = copies;
    }

    private record Ack(String service, OffsetDateTime erasedAt, Map<String, Long> counts) {}

    @Transactional(readOnly = true)
    public Optional<Erasure> find(TenantId tenant, ErasureId id) {
        return select(tenant, id.value(), null, NEWEST, 1).stream().findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<Erasure> ofCustomer(TenantId tenant, CustomerId customer) {
        return select(tenant, null, customer.value(), NEWEST, 1).stream().findFirst();
    }

    /** Newest first, after the one of that id. */
    @Transactional(readOnly = true)
    public List<Erasure> page(TenantId tenant, @Nullable CustomerId customer, @Nullable UUID after, int most) {
        return select(tenant, null, customer == null ? null : customer.value(), after == null ? NEWEST : after, most);
    }

    private List<Erasure> select(TenantId tenant, @Nullable UUID id, @Nullable UUID customer, UUID before, int most) {
        return jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("customer", customer)
                .param("before", before)
                .param("most", most)
                .query((row, number) -> erasure(row))
                .list();
    }

    private Erasure erasure(ResultSet row) throws SQLException {
        var requestedAt = row.getObject("requested_at", OffsetDateTime.class).toInstant();
        var completedAt = row.getObject("completed_at", OffsetDateTime.class);
        var completed = completedAt == null ? null : completedAt.toInstant();
        return new Erasure(
                new ErasureId(row.getObject("id", UUID.class)).toString(),
                new CustomerId(row.getObject("customer_id", UUID.class)).toString(),
                Erasure.State.of(completed),
                ErasureCause.of(row.getString("cause")),
                requestedAt,
                new Erasure.RequestedBy(
                        row.getString("actor_type"), row.getString("actor_id"), row.getString("actor_name")),
                row.getString("request_id"),
                completed,
                services(row.getString("acks")),
                copies.of(requestedAt));
    }

    private List<Erasure.Service> services(@Nullable String acks) {
        var answered = new HashMap<String, Ack>();
        if (acks != null) {
            for (var ack : json.readValue(acks, new TypeReference<List<Ack>>() {})) {
                answered.put(ack.service(), ack);
            }
        }
        var services = new ArrayList<Erasure.Service>();
        for (var service : SERVICES) {
            var ack = answered.get(service);
            Instant at = ack == null ? null : ack.erasedAt().toInstant();
            services.add(new Erasure.Service(service, Erasure.State.of(at), at, ack == null ? Map.of() : ack.counts()));
        }
        return services;
    }
}
