package com.lealup.gateway.workspace;

import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.TenantId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the person behind an e-mail address. In the test environment an unknown one is invited as csm, so that the
 * guide works on an empty workspace; in the live one nobody is made up.
 */
@Component
class FindOwner {

    private final Users users;
    private final UserPublisher publisher;
    private final Environment environment;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    FindOwner(
            Users users,
            UserPublisher publisher,
            Environment environment,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.users = users;
        this.publisher = publisher;
        this.environment = environment;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Who it is. */
    sealed interface Owner {

        /** Somebody of the workspace. */
        record Known(User user) implements Owner {}

        /** Somebody who was invited just now. */
        record Invited(User user) implements Owner {}

        /** Nobody. */
        record Unknown() implements Owner {}
    }

    Owner find(TenantId tenantId, EmailAddress email) {
        return transaction.execute(_ -> {
            var known = users.find(tenantId, email);
            if (known.isPresent()) {
                return new Owner.Known(known.get());
            }
            return switch (environment) {
                case TEST -> invite(tenantId, email);
                case LIVE -> new Owner.Unknown();
            };
        });
    }

    private Owner invite(TenantId tenantId, EmailAddress email) {
        var user = new User(
                tenantId,
                UserId.next(),
                email,
                email.localPart(),
                Role.CSM,
                User.Status.INVITED,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                1);
        if (users.add(user, null)) {
            publisher.created(user);
            return new Owner.Invited(user);
        }
        // Somebody else invited the same person meanwhile; their row is visible to the next statement.
        return new Owner.Known(users.find(tenantId, email).orElseThrow());
    }
}
