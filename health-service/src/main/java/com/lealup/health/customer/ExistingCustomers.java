package com.lealup.health.customer;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.problem.Problems;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the customer a caller names, or says 404: unknown, deleted and another workspace's look the same. */
@Component
public class ExistingCustomers {

    private static final String IS_DELETED = """
            select deleted_at is not null
            from customers
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final CustomerService service;

    ExistingCustomers(JdbcClient jdbc, TransactionTemplate transactions, CustomerService service) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.service = service;
    }

    /** The customer with this id in the caller's workspace; otherwise the problem {@code not_found}. */
    public CustomerKey require(Caller caller, String id) {
        return CustomerId.parse(id)
                .filter(customer -> exists(caller, customer))
                .map(customer -> new CustomerKey(caller.tenantId(), customer))
                .orElseThrow(() -> Problems.notFound("There is no customer with this id."));
    }

    private boolean exists(Caller caller, CustomerId customer) {
        Optional<Boolean> deleted = transactions.execute(status -> jdbc.sql(IS_DELETED)
                .param("tenant", caller.tenantId().value())
                .param("customer", customer.value())
                .query(Boolean.class)
                .optional());
        return deleted.map(gone -> !gone).orElseGet(() -> service.has(caller, customer));
    }
}
