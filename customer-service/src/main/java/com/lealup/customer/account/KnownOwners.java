package com.lealup.customer.account;

import com.lealup.customer.owner.Owner;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.problem.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The owners that a batch of rows names, as they are known at this moment. */
final class KnownOwners {

    private final Map<String, Owner> byEmail = new HashMap<>();
    private final Map<OwnerId, Owner> byId = new HashMap<>();

    /** @param owners the best of each address first */
    KnownOwners(List<Owner> owners) {
        for (var owner : owners) {
            byEmail.putIfAbsent(new EmailAddress(owner.email()).folded(), owner);
            byId.put(owner.id(), owner);
        }
    }

    /** Who a row names as owner. */
    sealed interface Answer {

        default @Nullable Owner owner() {
            return this instanceof Named(Owner named) ? named : null;
        }
    }

    record Nobody() implements Answer {}

    record Named(Owner user) implements Answer {}

    record Refused(FieldError error) implements Answer {}

    Answer of(CustomerEdit edit) {
        if (!(edit.ownerEmail() instanceof Edited.Written<EmailAddress>(EmailAddress email))) {
            return new Nobody();
        }
        var owner = byEmail.get(email.folded());
        if (owner == null) {
            return new Refused(new FieldError(
                    "/owner_email", "unknown_owner", "must belong to a user of this workspace; invite them first"));
        }
        return owner.active()
                ? new Named(owner)
                : new Refused(new FieldError(
                        "/owner_email",
                        "owner_deactivated",
                        "belongs to a user who was deactivated; choose another one"));
    }

    @Nullable
    String email(@Nullable OwnerId id) {
        return id == null ? null : Nullables.map(byId.get(id), Owner::email);
    }
}
