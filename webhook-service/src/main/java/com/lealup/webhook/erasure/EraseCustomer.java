package com.lealup.webhook.erasure;

import com.lealup.platform.consumer.DeadLetterErasure;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases a customer: first the mark, in a short transaction of its own that the writers wait for; then, in the
 * caller's, what is pending is cancelled and what was sent loses its contents. That something was sent, when and to
 * whom, stays in the log.
 */
@Component
class EraseCustomer {

    /** Waits for results that are being written; they come with their attempts, which the next statement sees. */
    private static final String CANCEL = """
            update deliveries d
            set status = 'cancelled',
                claim = null,
                finished_at = now()
            from messages m
            where m.tenant_id = :tenant
              and m.customer_id = :customer
              and d.tenant_id = m.tenant_id
              and d.message_id = m.id
              and d.status = 'pending'
            """;

    /** A receiver may have answered with what it was sent. */
    private static final String CLEAR_ATTEMPTS = """
            update attempts a
            set response_body = null,
                error_message = null
            from messages m
            join deliveries d
              on d.tenant_id = m.tenant_id
             and d.message_id = m.id
            where m.tenant_id = :tenant
              and m.customer_id = :customer
              and a.tenant_id = d.tenant_id
              and a.delivery_id = d.id
              and (a.response_body is not null or a.error_message is not null)
            """;

    private static final String CLEAR_MESSAGES = """
            update messages
            set body = '{}',
                erased_at = now()
            where tenant_id = :tenant
              and customer_id = :customer
              and erased_at is null
            """;

    private static final String DELIVERIES = """
            select d.id
            from messages m
            join deliveries d on d.tenant_id = m.tenant_id and d.message_id = m.id
            where m.tenant_id = :tenant
              and m.customer_id = :customer
            """;

    private static final String FORGET_FACTS = """
            delete from customer_facts
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    /** Kept answers to a wish to send again show what was sent. */
    private static final String FORGET = """
            delete from idempotency_records
            where tenant_id = :tenant
              and path = any (:paths)
            """;

    private final JdbcClient jdbc;
    private final ErasedCustomers erased;
    private final DeadLetterErasure deadLetters;
    private final TransactionTemplate marking;

    EraseCustomer(
            @Worker JdbcClient jdbc,
            @Worker PlatformTransactionManager transactions,
            ErasedCustomers erased,
            DeadLetterErasure deadLetters) {
        this.jdbc = jdbc;
        this.erased = erased;
        this.deadLetters = deadLetters;
        this.marking = new TransactionTemplate(transactions);
        this.marking.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Erases it within the caller's transaction, and says how many rows of each kind that were. */
    Map<String, Long> erase(ErasedCustomers.Key customer, Instant at) {
        marking.executeWithoutResult(status -> erased.mark(customer, at));
        var counts = new LinkedHashMap<String, Long>();
        // Bodies first, in the order in which a delivery is sent again: whoever does that has ended by then.
        var messages = update(CLEAR_MESSAGES, customer);
        counts.put("cancelled_deliveries", update(CANCEL, customer));
        counts.put("attempts", update(CLEAR_ATTEMPTS, customer));
        counts.put("messages", messages);
        counts.put("customer_facts", update(FORGET_FACTS, customer));
        counts.put("idempotency_records", forgetAnswers(customer));
        counts.put("dead_letters", deadLetters.erase(jdbc, customer.tenantId(), Ulids.format(customer.customerId())));
        return counts;
    }

    private long forgetAnswers(ErasedCustomers.Key customer) {
        var paths = jdbc
                .sql(DELIVERIES)
                .param("tenant", customer.tenantId().value())
                .param("customer", customer.customerId())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .map(id -> "/v1/webhook-deliveries/" + Ulids.format(id) + "/retry")
                .toArray(String[]::new);
        return jdbc.sql(FORGET)
                .param("tenant", customer.tenantId().value())
                .param("paths", paths)
                .update();
    }

    private long update(String sql, ErasedCustomers.Key customer) {
        return jdbc.sql(sql)
                .param("tenant", customer.tenantId().value())
                .param("customer", customer.customerId())
                .update();
    }
}
