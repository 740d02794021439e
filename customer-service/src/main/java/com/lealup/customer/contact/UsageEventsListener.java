package com.lealup.customer.contact;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.UsageEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves a contact's last sight forward to its latest event; never back, however often or late an event comes. */
@Component
class UsageEventsListener implements BatchListener<UsageEvent> {

    private static final String SEE = """
            update contacts c
            set last_seen_at = s.seen_at
            from unnest(:tenants::uuid[], :customers::uuid[], :emails::text[], :times::timestamptz[])
                as s (tenant_id, customer_id, email, seen_at)
            where c.tenant_id = s.tenant_id
              and c.customer_id = s.customer_id
              and c.email_folded = s.email
              and (c.last_seen_at is null or c.last_seen_at < s.seen_at)
            """;

    private final JdbcClient jdbc;

    UsageEventsListener(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String group() {
        return "customer-service.contacts";
    }

    @Override
    public String topic() {
        return Topics.USAGE_EVENTS.name();
    }

    @Override
    public Class<UsageEvent> type() {
        return UsageEvent.class;
    }

    @Override
    public void on(List<Received<UsageEvent>> batch) {
        // The latest of each person, in one order: two listeners never wait for each other in a circle.
        var latest = new TreeMap<String, Sight>();
        for (var record : batch) {
            var event = record.value();
            if (event != null && event.getUserEmail() != null) {
                var sight = sight(record, event);
                latest.merge(record.key() + " " + sight.email(), sight, Sight::later);
            }
        }
        if (!latest.isEmpty()) {
            see(List.copyOf(latest.values()));
        }
    }

    private void see(List<Sight> sights) {
        jdbc.sql(SEE)
                .param(
                        "tenants",
                        sights.stream().map(one -> one.tenant().toString()).toArray(String[]::new))
                .param(
                        "customers",
                        sights.stream().map(one -> one.customer().toString()).toArray(String[]::new))
                .param("emails", sights.stream().map(Sight::email).toArray(String[]::new))
                .param("times", sights.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .update();
    }

    private static Sight sight(Received<UsageEvent> record, UsageEvent event) {
        var tenant = Ulids.parse(event.getTenantId())
                .orElseThrow(() -> new PoisonRecordException(record, "invalid_tenant_id", "tenant_id is not a ULID"));
        var customer = Ulids.parse(event.getCustomerId())
                .orElseThrow(
                        () -> new PoisonRecordException(record, "invalid_customer_id", "customer_id is not a ULID"));
        return new Sight(tenant, customer, event.getUserEmail().toLowerCase(Locale.ROOT), event.getOccurredAt());
    }

    private record Sight(UUID tenant, UUID customer, String email, Instant at) {

        Sight later(Sight other) {
            return other.at.isAfter(at) ? other : this;
        }
    }
}
