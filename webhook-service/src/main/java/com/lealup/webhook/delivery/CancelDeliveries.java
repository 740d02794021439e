package com.lealup.webhook.delivery;

import com.lealup.webhook.subscription.SubscriptionRemoved;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Nothing more goes to an endpoint whose subscription was removed; what went is kept in the log. */
@Component
class CancelDeliveries {

    private static final String CANCEL = """
            update deliveries
            set status = 'cancelled',
                claim = null,
                finished_at = now()
            where tenant_id = :tenant
              and subscription_id = :subscription
              and status = 'pending'
            """;

    private final JdbcClient jdbc;

    CancelDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(SubscriptionRemoved removed) {
        jdbc.sql(CANCEL)
                .param("tenant", removed.tenantId().value())
                .param("subscription", removed.subscriptionId().value())
                .update();
    }
}
