package com.lealup.gateway.audit;

import com.lealup.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose acts are kept. */
@Configuration(proxyBeanMethods = false)
class ActListeners {

    @Bean
    ActsListener webhookActs(AuditEntries entries, ErasedCustomers erased) {
        return new ActsListener("gateway-service.webhook-acts", Topics.WEBHOOK_ACTS, entries, erased);
    }

    @Bean
    ActsListener customerActs(AuditEntries entries, ErasedCustomers erased) {
        return new ActsListener("gateway-service.customer-acts", Topics.CUSTOMER_ACTS, entries, erased);
    }

    @Bean
    ActsListener healthActs(AuditEntries entries, ErasedCustomers erased) {
        return new ActsListener("gateway-service.health-acts", Topics.HEALTH_ACTS, entries, erased);
    }
}
