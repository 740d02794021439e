package com.lealup.customer.account;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.owner.Owner;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailDomain;
import com.lealup.platform.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the rows of a batch one after the other, as if each were a request of its own, and collects what is to
 * be written. It ends early at a row about a domain that an earlier one moved: the unique index judges single rows, not
 * what a statement leaves.
 */
final class ImportPlan {

    private final Caller caller;
    private final Ownership ownership;
    private final ImportRule rule;
    private final KnownOwners owners;
    private final Instant now;
    private final Map<UUID, Customer> byId = new HashMap<>();
    private final Map<String, Customer> byDomain = new HashMap<>();
    private final Set<CustomerKey> touched = new HashSet<>();

    private final List<Customer> creations = new ArrayList<>();
    private final List<Edition> editions = new ArrayList<>();
    private final List<RowOutcome> outcomes = new ArrayList<>();

    /** A customer before and after; one that is edited again has another of these behind the first. */
    record Edition(Customer before, Customer after) {}

    ImportPlan(Caller caller, ImportRule rule, KnownOwners owners, Collection<Customer> existing, Instant now) {
        this.caller = caller;
        this.ownership = Ownership.of(caller);
        this.rule = rule;
        this.owners = owners;
        this.now = now;
        existing.forEach(this::know);
    }

    List<Customer> creations() {
        return creations;
    }

    List<Edition> editions() {
        return editions;
    }

    /** One for each row that was decided about; the rows after those wait for the next batch. */
    List<RowOutcome> outcomes() {
        return outcomes;
    }

    void decide(List<ReadRow> rows) {
        for (var row : rows) {
            var outcome = row.good() ? decide(row) : Optional.<RowOutcome>of(new RowOutcome.Refused(row.errors()));
            if (outcome.isEmpty()) {
                return;
            }
            outcomes.add(outcome.get());
        }
    }

    /** Empty if that depends on what this batch writes. */
    private Optional<RowOutcome> decide(ReadRow row) {
        var match = match(row);
        if (match == null) {
            return Optional.of(
                    rule.mode() == ImportMode.UPDATE
                            ? RowOutcome.Refused.of(
                                    row.id() == null ? "/email_domain" : "/id",
                                    "not_found",
                                    "must be that of a customer of this workspace")
                            : create(row));
        }
        if (!match.equals(byId.get(match.key().id().value()))) {
            // An earlier row took this domain away from it.
            return Optional.empty();
        }
        if (rule.mode() != ImportMode.UPDATE && rule.resolution() == ConflictResolution.SKIP) {
            return Optional.of(new RowOutcome.Skipped());
        }
        if (rule.mode() != ImportMode.UPDATE && rule.resolution() == ConflictResolution.FAIL) {
            return Optional.of(duplicate(match));
        }
        return edit(match, row);
    }

    private @Nullable Customer match(ReadRow row) {
        var named = row.id() == null || rule.mode() == ImportMode.CREATE
                ? null
                : byId.get(row.id().value());
        return named == null && row.domain() != null ? byDomain.get(row.domain()) : named;
    }

    private RowOutcome create(ReadRow row) {
        if (!row.named()) {
            return RowOutcome.Refused.of("/name", "required", "is required");
        }
        var wish = ownership.claim(row.wish());
        var owner = owners.of(wish);
        if (owner instanceof KnownOwners.Refused(var error)) {
            return new RowOutcome.Refused(List.of(error));
        }
        var found = owner.owner();
        if (!ownership.mayCreateFor(found)) {
            return RowOutcome.Refused.of(
                    "/owner_email",
                    "insufficient_role",
                    "the role csm creates customers of its own only: leave owner_email away, or give your own");
        }
        var details = wish.toDetails(Nullables.map(found, Owner::id));
        var customer = Customer.created(new CustomerKey(caller.tenantId(), CustomerId.next()), details, now);
        creations.add(customer);
        touch(customer);
        return new RowOutcome.Created();
    }

    private Optional<RowOutcome> edit(Customer before, ReadRow row) {
        if (!ownership.mayChange(before)) {
            return Optional.of(RowOutcome.Refused.of(
                    "", "insufficient_role", "the role csm changes only the customers it owns, and this is not one"));
        }
        var holder = row.domain() == null ? before : byDomain.getOrDefault(row.domain(), before);
        if (!holder.key().equals(before.key())) {
            return touched.contains(holder.key()) ? Optional.empty() : Optional.of(duplicate(holder));
        }
        var owner = owners.of(row.wish());
        if (owner instanceof KnownOwners.Refused(var error)) {
            return Optional.of(new RowOutcome.Refused(List.of(error)));
        }
        OwnerId ownerId = Nullables.map(owner.owner(), Owner::id);
        var edited = before.edit(row.wish().applyTo(before.details(), ownerId), now);
        if (edited.equals(before)) {
            return Optional.of(new RowOutcome.Skipped());
        }
        if (touched.contains(before.key())
                && !Objects.equals(
                        edited.details().emailDomain(), before.details().emailDomain())) {
            return Optional.empty();
        }
        if (!edited.details().customFields().fits()) {
            return Optional.of(RowOutcome.Refused.of("/custom_fields", "too_large", CustomFields.LIMITS));
        }
        var after = edited.revised();
        editions.add(new Edition(before, after));
        touch(after);
        return Optional.of(new RowOutcome.Updated());
    }

    private static RowOutcome duplicate(Customer holder) {
        return RowOutcome.Refused.of(
                "/email_domain",
                "duplicate",
                "belongs to customer " + holder.key().id() + " of this workspace already");
    }

    private void touch(Customer customer) {
        touched.add(customer.key());
        know(customer);
    }

    private void know(Customer customer) {
        byId.put(customer.key().id().value(), customer);
        var domain = Nullables.map(customer.details().emailDomain(), EmailDomain::value);
        if (domain != null) {
            byDomain.put(domain, customer);
        }
    }
}
