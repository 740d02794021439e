package com.lealup.customer.account;

import com.lealup.customer.field.CustomFieldsJson;
import com.lealup.customer.owner.Owner;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates a customer, unless its domain is taken. */
@Component
class RegisterCustomer {

    // Not an insert of the repository: a duplicate must leave the transaction usable, since the 409 is kept in it.
    private static final String INSERT = """
            with created as (
                insert into customers (
                    tenant_id, id, revision, name, email_domain, arr, owner_id, status, renewal_date, custom_fields,
                    created_at, updated_at)
                values (
                    :tenant, :id, 1, :name, :domain, :arr, :owner, :status, :renewalDate, cast(:fields as jsonb),
                    :now, :now)
                on conflict (tenant_id, email_domain) where deleted_at is null do nothing
                returning tenant_id, id
            )
            insert into customer_health (tenant_id, customer_id, revision)
            select tenant_id, id, 0
            from created
            """;

    private final JdbcClient jdbc;
    private final CustomFieldsJson fields;
    private final DomainHolder holder;
    private final ChangeLog log;
    private final InstantSource clock;

    RegisterCustomer(
            JdbcClient jdbc, CustomFieldsJson fields, DomainHolder holder, ChangeLog log, InstantSource clock) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.holder = holder;
        this.log = log;
        this.clock = clock;
    }

    /** Creates it within the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Registration register(Caller caller, CustomerDetails details, @Nullable Owner owner) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var customer = Customer.created(new CustomerKey(caller.tenantId(), CustomerId.next()), details, now);
        while (!insert(customer)) {
            var domain = details.emailDomain();
            if (domain == null) {
                throw new IllegalStateException("refused as a duplicate without a domain");
            }
            var other = holder.of(caller.tenantId(), domain);
            if (other.isPresent()) {
                return new Registration.DomainTaken(other.get());
            }
            // Its holder was deleted between the two statements: the domain is free now.
        }
        var owned = new OwnedCustomer(customer, Nullables.map(owner, Owner::email));
        log.write(new CustomerChanged(
                CustomerAction.CREATED,
                null,
                owned,
                caller,
                Correlation.current().requestId(),
                now));
        return new Registration.Registered(CustomerView.created(owned));
    }

    private boolean insert(Customer customer) {
        var details = customer.details();
        return jdbc.sql(INSERT)
                        .param("tenant", customer.key().tenantId().value())
                        .param("id", customer.key().id().value())
                        .param("name", details.name().value())
                        .param("domain", Nullables.map(details.emailDomain(), EmailDomain::value))
                        .param("arr", Nullables.map(details.arr(), Money::amount))
                        .param("owner", Nullables.map(details.ownerId(), OwnerId::value))
                        .param("status", details.status().word())
                        .param("renewalDate", details.renewalDate())
                        .param("fields", fields.write(details.customFields()))
                        .param("now", Timestamp.from(customer.createdAt()))
                        .update()
                == 1;
    }
}
