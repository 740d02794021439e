package com.lealup.customer.account;

import com.lealup.customer.field.CustomFieldsJson;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.CustomerName;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import com.lealup.platform.database.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells that a customer's renewal comes up, in the transaction of a worker that has locked the customer. */
@Component
public class RenewalNotice {

    private static final String CUSTOMER = """
            select c.revision, c.name, c.email_domain, c.arr, c.owner_id, c.status, c.renewal_date, c.custom_fields,
                   c.created_at, c.updated_at, c.deleted_at, o.email as owner_email
            from customers c
            left join owners o
              on o.tenant_id = c.tenant_id
             and o.id = c.owner_id
            where c.tenant_id = :tenant
              and c.id = :id
            """;

    private final JdbcClient jdbc;
    private final CustomerPublisher publisher;
    private final CustomFieldsJson fields;

    RenewalNotice(@Worker JdbcClient jdbc, CustomerPublisher publisher, CustomFieldsJson fields) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.fields = fields;
    }

    /**
     * Tells it.
     *
     * @param days which notice it is: 60, 30, 15 or 7
     */
    public void approaching(CustomerKey key, int days, Instant now) {
        var customer = jdbc.sql(CUSTOMER)
                .param("tenant", key.tenantId().value())
                .param("id", key.id().value())
                .query((row, number) -> owned(key, row))
                .single();
        publisher.approaching(customer, days, now);
    }

    private OwnedCustomer owned(CustomerKey key, ResultSet row) throws SQLException {
        var details = new CustomerDetails(
                new CustomerName(row.getString("name")),
                Nullables.map(row.getString("email_domain"), EmailDomain::new),
                Nullables.map(row.getBigDecimal("arr"), Money::new),
                Nullables.map(row.getObject("owner_id", UUID.class), OwnerId::new),
                CustomerStatus.of(row.getString("status")).orElseThrow(),
                row.getObject("renewal_date", LocalDate.class),
                fields.read(row.getString("custom_fields")));
        return new OwnedCustomer(
                new Customer(
                        key,
                        row.getLong("revision"),
                        details,
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        Nullables.map(row.getObject("deleted_at", OffsetDateTime.class), OffsetDateTime::toInstant)),
                row.getString("owner_email"));
    }
}
