package com.lealup.customer.account;

import com.lealup.customer.owner.Owner;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.owner.Owners;
import com.lealup.customer.precondition.Precondition;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a customer: its row is locked, and row and facts commit together. */
@Component
public class ChangeCustomer {

    private final Customers customers;
    private final Owners owners;
    private final DomainHolder holder;
    private final ChangeLog log;
    private final InstantSource clock;
    private final TransactionTemplate savepoint;

    ChangeCustomer(
            Customers customers,
            Owners owners,
            DomainHolder holder,
            ChangeLog log,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.customers = customers;
        this.owners = owners;
        this.holder = holder;
        this.log = log;
        this.clock = clock;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Puts a customer in the trash; one that is there already stays as it is. */
    @Transactional
    public Change delete(Caller caller, CustomerId id, Precondition precondition) {
        return change(caller, id, precondition, CustomerAction.DELETED, Customer::delete);
    }

    /** Takes a customer out of the trash; one that is not there stays as it is. */
    @Transactional
    public Change restore(Caller caller, CustomerId id) {
        return change(caller, id, Precondition.NONE, CustomerAction.RESTORED, Customer::restore);
    }

    /** Edits a customer that is not in the trash. */
    @Transactional
    Change edit(Caller caller, CustomerId id, Precondition precondition, CustomerEdit edit, @Nullable OwnerId owner) {
        return change(
                caller,
                id,
                precondition,
                CustomerAction.UPDATED,
                (customer, now) -> customer.edit(edit.applyTo(customer.details(), owner), now));
    }

    /** Why a customer could not be edited at this moment; no lock is taken, so it may change the next. */
    @Transactional(readOnly = true)
    public Optional<Change> refusal(Caller caller, CustomerId id, Precondition precondition) {
        return refusal(customers.find(caller.tenantId().value(), id.value()), caller, precondition);
    }

    /** Why nothing may be added to a customer; if it may, nobody erases the customer until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Change> refusalWhileHeld(Caller caller, CustomerId id) {
        return refusal(customers.hold(caller.tenantId().value(), id.value()), caller, Precondition.NONE);
    }

    private static Optional<Change> refusal(Optional<Customer> customer, Caller caller, Precondition precondition) {
        if (customer.isEmpty() || customer.get().deleted()) {
            return Optional.of(new Change.NotFound());
        }
        if (!Ownership.of(caller).mayChange(customer.get())) {
            return Optional.of(new Change.NotTheirs());
        }
        return precondition.holds(customer.get().revision()) ? Optional.empty() : Optional.of(new Change.Stale());
    }

    private Change change(
            Caller caller, CustomerId id, Precondition precondition, CustomerAction action, Transition transition) {
        var locked = customers.lock(caller.tenantId().value(), id.value());
        if (locked.isEmpty()
                || (action == CustomerAction.UPDATED && locked.get().deleted())) {
            return new Change.NotFound();
        }
        var before = locked.get();
        if (!Ownership.of(caller).mayChange(before)) {
            return new Change.NotTheirs();
        }
        if (!precondition.holds(before.revision())) {
            return new Change.Stale();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wanted = transition.of(before, now);
        if (wanted.equals(before)) {
            return new Change.Unchanged();
        }
        if (!wanted.details().customFields().fits()) {
            return new Change.TooLarge();
        }
        return switch (save(wanted)) {
            case Saved.Refused(CustomerId holder) -> new Change.DomainTaken(holder);
            case Saved.Done(Customer after) -> {
                write(caller, action, before, after, now);
                yield new Change.Changed();
            }
        };
    }

    private void write(Caller caller, CustomerAction action, Customer before, Customer after, Instant now) {
        var owned = owned(before);
        var sameOwner =
                Objects.equals(before.details().ownerId(), after.details().ownerId());
        log.write(new CustomerChanged(
                action,
                owned,
                sameOwner ? new OwnedCustomer(after, owned.ownerEmail()) : owned(after),
                caller,
                Correlation.current().requestId(),
                now));
    }

    /** Saves it, or says who has its domain; the transaction stays usable either way. */
    private Saved save(Customer wanted) {
        while (true) {
            try {
                return new Saved.Done(savepoint.execute(status -> customers.save(wanted)));
            } catch (DuplicateKeyException taken) {
                var domain = wanted.details().emailDomain();
                if (domain == null) {
                    throw taken;
                }
                var other = holder.of(wanted.key().tenantId(), domain);
                if (other.isPresent()) {
                    return new Saved.Refused(other.get());
                }
                // Its holder was deleted between the two statements: the domain is free now.
            }
        }
    }

    private OwnedCustomer owned(Customer customer) {
        TenantId tenant = customer.key().tenantId();
        var email = Optional.ofNullable(customer.details().ownerId())
                .flatMap(id -> owners.find(tenant, id))
                .map(Owner::email);
        return new OwnedCustomer(customer, email.orElse(null));
    }

    private sealed interface Saved {

        record Done(Customer after) implements Saved {}

        record Refused(CustomerId holder) implements Saved {}
    }

    private interface Transition {

        Customer of(Customer before, Instant now);
    }
}
