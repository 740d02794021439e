package com.lealup.health.customer;

import com.lealup.health.customer.Customers.Facts;
import com.lealup.health.customer.Customers.News;
import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Follows which customers exist and which are deleted. */
@Component
class CustomersListener implements BatchListener<CustomerState> {

    private final Customers customers;
    private final ApplicationEventPublisher events;

    CustomersListener(Customers customers, ApplicationEventPublisher events) {
        this.customers = customers;
        this.events = events;
    }

    @Override
    public String group() {
        return "health-service.customers";
    }

    @Override
    public String topic() {
        return Topics.CUSTOMERS.name();
    }

    @Override
    public Class<CustomerState> type() {
        return CustomerState.class;
    }

    @Override
    public void on(List<Received<CustomerState>> batch) {
        var newest = new TreeMap<CustomerKey, News>();
        for (var received : batch) {
            var news = news(received);
            newest.merge(news.customer(), news, CustomersListener::newer);
        }
        var turns = customers.put(newest.values());
        if (!turns.restored().isEmpty()) {
            events.publishEvent(new CustomersRestored(turns.restored()));
        }
        if (!turns.churned().isEmpty()) {
            events.publishEvent(new CustomersChurned(churnedAt(turns.churned(), newest)));
        }
    }

    private static News newer(News one, News other) {
        return one.revision() >= other.revision() ? one : other;
    }

    private static News news(Received<CustomerState> received) {
        var key = CustomerKey.parse(received.key())
                .orElseThrow(
                        () -> new PoisonRecordException(received, "invalid_key", "The key is not TENANT:CUSTOMER"));
        var state = received.value();
        if (state == null) {
            return News.erased(key);
        }
        if (!key.tenant().toString().equals(state.getTenantId())
                || !key.customer().toString().equals(state.getCustomerId())) {
            throw new PoisonRecordException(received, "key_mismatch", "The key is not that of the customer inside");
        }
        return new News(key, state.getRevision(), state.getDeletedAt(), facts(state));
    }

    private static Map<CustomerKey, Instant> churnedAt(List<CustomerKey> churned, Map<CustomerKey, News> newest) {
        var at = new TreeMap<CustomerKey, Instant>();
        for (var customer : churned) {
            var news = newest.get(customer);
            if (news != null && news.facts() != null) {
                at.put(customer, news.facts().changedAt());
            }
        }
        return at;
    }

    private static Facts facts(CustomerState state) {
        return new Facts(
                state.getName(),
                state.getArr(),
                state.getStatus().name().toLowerCase(Locale.ROOT),
                state.getOwnerId() == null
                        ? null
                        : Ulids.parse(state.getOwnerId()).orElse(null),
                state.getRenewalDate(),
                state.getUpdatedAt());
    }
}
