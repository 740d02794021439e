package com.lealup.health.erasure;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.Customers;
import com.lealup.platform.consumer.DeadLetterErasure;
import com.lealup.platform.database.Worker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases a customer: first the mark, in a short transaction of its own that the writers wait for, then what was written
 * before it, in the caller's. So nobody waits while a million entries are deleted, and an interrupted erasure is begun
 * again behind a mark that stands.
 */
@Component
class EraseCustomer {

    /** Kinds as the proof names them; de-duplication is of no use once no event is taken any more. */
    private static final Map<String, String> TABLES = tables();

    private final JdbcClient jdbc;
    private final Customers customers;
    private final DeadLetterErasure deadLetters;
    private final TransactionTemplate marking;

    EraseCustomer(
            @Worker JdbcClient jdbc,
            @Worker PlatformTransactionManager transactions,
            Customers customers,
            DeadLetterErasure deadLetters) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.deadLetters = deadLetters;
        this.marking = new TransactionTemplate(transactions);
        this.marking.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Erases it within the caller's transaction, and says how many rows of each kind that were. */
    Map<String, Long> erase(CustomerKey customer) {
        marking.executeWithoutResult(status -> customers.markErased(customer));
        var counts = new LinkedHashMap<String, Long>();
        TABLES.forEach((kind, table) -> counts.put(kind, delete(table, customer)));
        counts.put(
                "dead_letters",
                deadLetters.erase(jdbc, customer.tenant(), customer.customer().toString()));
        return counts;
    }

    private long delete(String table, CustomerKey customer) {
        return jdbc.sql("delete from " + table + " where tenant_id = :tenant and customer_id = :customer")
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .update();
    }

    private static Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        tables.put("timeline", "timeline");
        tables.put("score_changes", "score_changes");
        tables.put("scores", "health_scores");
        tables.put("usage_days", "usage_days");
        tables.put("usage_members", "usage_members");
        tables.put("usage_sketches", "usage_sketches");
        tables.put("usage_features", "usage_features");
        tables.put("usage_customers", "usage_customers");
        tables.put("signal_events", "signal_events");
        tables.put("signal_days", "signal_days");
        tables.put("tickets", "tickets");
        tables.put("survey_answers", "survey_answers");
        tables.put("score_overrides", "score_overrides");
        tables.put("sharp_drops", "sharp_drops");
        tables.put("churned_scores", "churned_scores");
        tables.put("repeatable_event_ids", "seen_events");
        tables.put("timeline_news", "timeline_news");
        tables.put("watched_customers", "watched_customers");
        return tables;
    }
}
