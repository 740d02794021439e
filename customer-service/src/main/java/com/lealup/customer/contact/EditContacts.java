package com.lealup.customer.contact;

import com.lealup.customer.account.Change;
import com.lealup.customer.account.ChangeCustomer;
import com.lealup.customer.account.CustomerId;
import com.lealup.customer.precondition.Precondition;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.act.Act;
import com.lealup.platform.act.Actors;
import com.lealup.platform.identity.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and deletes contacts of customers that the caller may edit. */
@Component
class EditContacts {

    private final Contacts contacts;
    private final ChangeCustomer customers;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    EditContacts(Contacts contacts, ChangeCustomer customers, ApplicationEventPublisher events, InstantSource clock) {
        this.contacts = contacts;
        this.customers = customers;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a wish. */
    sealed interface Outcome {

        record Done(Contact contact) implements Outcome {}

        /** The workspace has no such customer, or it is in the trash. */
        record NoCustomer() implements Outcome {}

        /** The caller changes only customers of their own, and this is not one. */
        record NotTheirs() implements Outcome {}

        record NotFound() implements Outcome {}

        record Stale() implements Outcome {}

        record EmailTaken(ContactId other) implements Outcome {}
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome create(Caller caller, CustomerId customer, ContactBody body) {
        var refused = refused(caller, customer);
        if (refused.isPresent()) {
            return refused.get();
        }
        var tenant = caller.tenantId();
        var now = now();
        var email = body.requiredEmail();
        var contact = new Contact(
                ContactId.next(),
                1,
                customer.toString(),
                body.requiredName(),
                email.value(),
                body.role(),
                null,
                now,
                now);
        while (!contacts.insert(tenant, customer, contact)) {
            var other = contacts.ofEmail(tenant, customer, email);
            if (other.isPresent()) {
                return new Outcome.EmailTaken(other.get());
            }
        }
        write(caller, "contact.created", customer, null, contact, now);
        return new Outcome.Done(contact);
    }

    /**
     * Changes a contact.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another one got the address at the same moment
     */
    @Transactional
    public Outcome change(
            Caller caller, CustomerId customer, ContactId id, Precondition precondition, ContactBody body) {
        var refused = refused(caller, customer);
        if (refused.isPresent()) {
            return refused.get();
        }
        var tenant = caller.tenantId();
        var before = contacts.lock(tenant, customer, id).orElse(null);
        if (before == null) {
            return new Outcome.NotFound();
        }
        if (!precondition.holds(before.revision())) {
            return new Outcome.Stale();
        }
        var now = now();
        var after = body.over(before, now);
        if (after.equals(before)) {
            return new Outcome.Done(before);
        }
        var other = contacts.ofEmail(tenant, customer, new EmailAddress(after.email()));
        if (other.isPresent() && !other.get().equals(id)) {
            return new Outcome.EmailTaken(other.get());
        }
        contacts.update(tenant, customer, after);
        write(caller, "contact.updated", customer, before, after, now);
        return new Outcome.Done(after);
    }

    @Transactional
    public Outcome delete(Caller caller, CustomerId customer, ContactId id, Precondition precondition) {
        var refused = refused(caller, customer);
        if (refused.isPresent()) {
            return refused.get();
        }
        var before = contacts.lock(caller.tenantId(), customer, id).orElse(null);
        if (before == null) {
            return new Outcome.NotFound();
        }
        if (!precondition.holds(before.revision())) {
            return new Outcome.Stale();
        }
        contacts.delete(caller.tenantId(), customer, id);
        write(caller, "contact.deleted", customer, before, null, now());
        return new Outcome.Done(before);
    }

    private Optional<Outcome> refused(Caller caller, CustomerId customer) {
        return customers
                .refusalWhileHeld(caller, customer)
                .map(refusal ->
                        refusal instanceof Change.NotTheirs ? new Outcome.NotTheirs() : new Outcome.NoCustomer());
    }

    /** An act on the customer: erasing the customer has to find it. */
    private void write(
            Caller caller,
            String action,
            CustomerId customer,
            @Nullable Contact before,
            @Nullable Contact after,
            Instant now) {
        events.publishEvent(new Act(
                caller.tenantId(), action, "customer", customer.toString(), before, after, Actors.of(caller), now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
