package com.lealup.customer.erasure;

import com.lealup.customer.account.CustomerKey;
import com.lealup.customer.importing.ImportTraces;
import com.lealup.platform.consumer.DeadLetterErasure;
import com.lealup.platform.correlation.Correlation;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases a customer from this service's tables and tells the others, in the caller's transaction: by the API role for a
 * person who asks, by the worker role for the purge.
 */
final class CustomerErasure {

    private static final String LOCK = """
            select revision, email_domain, deleted_at is not null as deleted
            from customers
            where tenant_id = :tenant
              and id = :customer
            for update
            """;

    private static final String PROVE = """
            insert into erasures (
                tenant_id, customer_id, id, cause, requested_at, actor_type, actor_id, actor_name, request_id)
            values (:tenant, :customer, :id, :cause, :at, :actorType, :actorId, :actorName, :requestId)
            """;

    private static final String CONTACTS = """
            delete from contacts
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    private static final String HEALTH = """
            delete from customer_health
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    /** Answers that show the customer or one of its contacts: made under its path, or saying where it is. */
    private static final String ANSWERS = """
            delete from idempotency_records
            where tenant_id = :tenant
              and (path like '/v1/customers/' || :text || '/%'
                or path = '/v1/segments/preview'
                or '/v1/customers/' || :text = any (header_values))
            """;

    /** Its words follow by their trigger. */
    private static final String CUSTOMER = """
            delete from customers
            where tenant_id = :tenant
              and id = :customer
            """;

    private final JdbcClient jdbc;
    private final ImportTraces imports;
    private final DeadLetterErasure deadLetters;
    private final ErasurePublisher publisher;
    private final InstantSource clock;

    CustomerErasure(JdbcClient jdbc, DeadLetterErasure deadLetters, ErasurePublisher publisher, InstantSource clock) {
        this.jdbc = jdbc;
        this.imports = new ImportTraces(jdbc);
        this.deadLetters = deadLetters;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What became of a wish to erase a customer. */
    sealed interface Outcome {

        /** It is gone here, and the others are told. */
        record Erased(ErasureId id) implements Outcome {}

        /** There is no such customer; perhaps any more. */
        record NotThere() implements Outcome {}

        /** The caller wished to erase an earlier revision. */
        record Stale() implements Outcome {}
    }

    private record Locked(long revision, @Nullable String domain, boolean deleted) {

        /** In the trash its domain is free, and rows that name it are about somebody else. */
        @Nullable
        String ownDomain() {
            return deleted ? null : domain;
        }
    }

    /** Erases it if its revision is one that was meant. */
    Outcome erase(CustomerKey key, LongPredicate meant, ErasureCause cause, Requester requester) {
        var open = imports.hold(key.tenantId());
        var locked = bind(LOCK, key)
                .query((row, number) ->
                        new Locked(row.getLong("revision"), row.getString("email_domain"), row.getBoolean("deleted")))
                .optional();
        if (locked.isEmpty()) {
            return new Outcome.NotThere();
        }
        if (!meant.test(locked.get().revision())) {
            return new Outcome.Stale();
        }
        var id = ErasureId.next();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var requestId = Correlation.current().requestId();
        prove(key, id, cause, requester, requestId, now);
        var counts = erased(key);
        counts.put("import_rows", imports.eraseRows(open, key, locked.get().ownDomain()));
        counts.put("import_errors", imports.eraseErrors(key, locked.get().domain()));
        publisher.publish(
                new CustomerErased(id, key, locked.get().revision() + 1, cause, requester, requestId, now, counts));
        return new Outcome.Erased(id);
    }

    private void prove(
            CustomerKey key, ErasureId id, ErasureCause cause, Requester requester, String requestId, Instant now) {
        bind(PROVE, key)
                .param("id", id.value())
                .param("cause", cause.word())
                .param("at", Timestamp.from(now))
                .param("actorType", requester.type())
                .param("actorId", requester.id())
                .param("actorName", requester.name())
                .param("requestId", requestId)
                .update();
    }

    private Map<String, Long> erased(CustomerKey key) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("contacts", (long) bind(CONTACTS, key).update());
        counts.put("health", (long) bind(HEALTH, key).update());
        counts.put("idempotency_records", (long) jdbc.sql(ANSWERS)
                .param("tenant", key.tenantId().value())
                .param("text", key.id().toString())
                .update());
        counts.put("customers", (long) bind(CUSTOMER, key).update());
        counts.put(
                "dead_letters", deadLetters.erase(jdbc, key.tenantId(), key.id().toString()));
        return counts;
    }

    private JdbcClient.StatementSpec bind(String sql, CustomerKey key) {
        return jdbc.sql(sql)
                .param("tenant", key.tenantId().value())
                .param("customer", key.id().value());
    }
}
