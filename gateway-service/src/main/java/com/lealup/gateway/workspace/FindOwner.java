package com.lealup.gateway.workspace;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the person behind an e-mail address. In the test environment an unknown one is invited as csm, so that the
 * guide works on an empty workspace; in the live one nobody is made up. Who was deactivated gets nothing new.
 */
@Component
class FindOwner {

    private final Users users;
    private final InviteUser invite;
    private final Environment environment;
    private final TransactionTemplate transaction;

    FindOwner(Users users, InviteUser invite, Environment environment, TransactionTemplate transaction) {
        this.users = users;
        this.invite = invite;
        this.environment = environment;
        this.transaction = transaction;
    }

    /** Who it is. */
    sealed interface Owner {

        /** Somebody of the workspace. */
        record Known(User user) implements Owner {}

        /** Somebody who was invited just now. */
        record Invited(User user) implements Owner {}

        /** Nobody who could own anything. */
        record Unknown() implements Owner {}
    }

    Owner find(Caller caller, EmailAddress email) {
        return transaction.execute(_ -> {
            var known = users.find(caller.tenantId(), email);
            if (known.isPresent()) {
                return owner(known.get());
            }
            return switch (environment) {
                case TEST -> invite(caller, email);
                case LIVE -> new Owner.Unknown();
            };
        });
    }

    private Owner invite(Caller caller, EmailAddress email) {
        var user = invite.add(caller, email, email.localPart(), Role.CSM);
        // Somebody else may have invited the same person meanwhile; their row is visible to the next statement.
        return user == null ? owner(users.find(caller.tenantId(), email).orElseThrow()) : new Owner.Invited(user);
    }

    private static Owner owner(User user) {
        return switch (user.status()) {
            case INVITED, ACTIVE -> new Owner.Known(user);
            case DEACTIVATED -> new Owner.Unknown();
        };
    }
}
