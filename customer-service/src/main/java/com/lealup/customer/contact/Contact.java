package com.lealup.customer.contact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person at a customer, as the API shows them.
 *
 * @param revision 1 when created, one more with each edit; the number in the ETag
 * @param email as it was written; unique at the customer in whatever case
 * @param lastSeenAt the latest usage event with this address since it was written here; computed, and like a score no
 *     part of the ETag
 */
record Contact(
        ContactId id,
        @JsonIgnore long revision,
        String customerId,
        String name,
        String email,
        @Nullable ContactRole role,
        @Nullable Instant lastSeenAt,
        Instant createdAt,
        Instant updatedAt) {

    /** The same contact with other details, the same revision when none is different; another address was not seen. */
    Contact with(String newName, String newEmail, @Nullable ContactRole newRole, Instant now) {
        if (newName.equals(name) && newEmail.equals(email) && Objects.equals(newRole, role)) {
            return this;
        }
        var seen = newEmail.equalsIgnoreCase(email) ? lastSeenAt : null;
        return new Contact(id, revision + 1, customerId, newName, newEmail, newRole, seen, createdAt, now);
    }

    String etag() {
        return "\"" + revision + "\"";
    }
}
