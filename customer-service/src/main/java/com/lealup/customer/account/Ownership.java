package com.lealup.customer.account;

import com.lealup.customer.owner.Owner;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import org.jspecify.annotations.Nullable;

/** Which customers a caller may change beyond what their scopes say. */
sealed interface Ownership {

    /** The rule for a caller: people with the role csm are bound to what they own, all others by scope alone. */
    static Ownership of(Caller caller) {
        return caller.type() == PrincipalType.USER && "csm".equals(caller.role())
                ? new OwnOnly(caller.principalId(), caller.email())
                : new Free();
    }

    /** A wish for a new customer, with an owner where the rule has one for it. */
    CustomerEdit claim(CustomerEdit wish);

    /** Whether a new customer may belong to this owner. */
    boolean mayCreateFor(@Nullable Owner owner);

    /** Whether a customer may be changed. */
    boolean mayChange(Customer customer);

    /** No rule beyond the scopes. */
    record Free() implements Ownership {

        @Override
        public CustomerEdit claim(CustomerEdit wish) {
            return wish;
        }

        @Override
        public boolean mayCreateFor(@Nullable Owner owner) {
            return true;
        }

        @Override
        public boolean mayChange(Customer customer) {
            return true;
        }
    }

    /** Their own customers; one that they create without naming an owner is theirs. */
    record OwnOnly(String userId, String email) implements Ownership {

        @Override
        public CustomerEdit claim(CustomerEdit wish) {
            return wish.ownerEmail() instanceof Edited.Written<EmailAddress>
                    ? wish
                    : wish.ownedBy(new EmailAddress(email));
        }

        @Override
        public boolean mayCreateFor(@Nullable Owner owner) {
            return owner != null && isMe(owner.id());
        }

        @Override
        public boolean mayChange(Customer customer) {
            var owner = customer.details().ownerId();
            return owner != null && isMe(owner);
        }

        private boolean isMe(OwnerId owner) {
            return owner.toString().equals(userId);
        }
    }
}
