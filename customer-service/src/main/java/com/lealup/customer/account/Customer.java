package com.lealup.customer.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A customer of a workspace: what its people wrote about it. What others compute about it (health, segments) is not
 * part of it.
 *
 * @param revision 1 when created, one more with each change; the number in the ETag
 * @param updatedAt when anything written here last changed
 * @param deletedAt when it was put in the trash; null while it is not there
 */
@Table("customers")
public record Customer(
        @Id @Embedded(onEmpty = Embedded.OnEmpty.USE_NULL) CustomerKey key,
        @Version long revision,
        @Embedded(onEmpty = Embedded.OnEmpty.USE_NULL) CustomerDetails details,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /** A customer as it is created: revision 1. */
    static Customer created(CustomerKey key, CustomerDetails details, Instant now) {
        return new Customer(key, 1, details, now, now, null);
    }

    /** Whether it is in the trash. */
    public boolean deleted() {
        return deletedAt != null;
    }

    /** With other details; the same customer when they are no different. */
    Customer edit(CustomerDetails changed, Instant now) {
        return changed.equals(details) ? this : new Customer(key, revision, changed, createdAt, now, deletedAt);
    }

    /** The same at its next revision, for writes that do not raise it by themselves. */
    Customer revised() {
        return new Customer(key, revision + 1, details, createdAt, updatedAt, deletedAt);
    }

    /** Put in the trash; the same customer when it is there already. */
    Customer delete(Instant now) {
        return deleted() ? this : new Customer(key, revision, details, createdAt, now, now);
    }

    /** Taken out of the trash, whole; the same customer when it is not there. */
    Customer restore(Instant now) {
        return deleted() ? new Customer(key, revision, details, createdAt, now, null) : this;
    }
}
