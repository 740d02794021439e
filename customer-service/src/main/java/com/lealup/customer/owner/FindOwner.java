package com.lealup.customer.owner;

import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.environment.Environment;
import com.lealup.platform.identity.Caller;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the user of the workspace behind an address. Call it outside a transaction: it may ask another service. */
@Component
public class FindOwner {

    private final Owners owners;
    private final GatewayOwners gateway;
    private final Environment environment;

    FindOwner(Owners owners, GatewayOwners gateway, Environment environment) {
        this.owners = owners;
        this.gateway = gateway;
        this.environment = environment;
    }

    /** Looks here, then asks the gateway, and remembers what that says. */
    public OwnerAnswer find(Caller caller, EmailAddress email) {
        var known = known(caller, email);
        if (known.isPresent()) {
            return known.get();
        }
        var answer = gateway.find(caller, email);
        if (answer instanceof OwnerAnswer.Found(Owner owner)) {
            owners.remember(caller.tenantId(), owner);
        }
        return answer;
    }

    /** The same without a side effect: in the test environment, where the gateway would invite, looks here only. */
    public Optional<OwnerAnswer> findWithoutInviting(Caller caller, EmailAddress email) {
        return switch (environment) {
            case TEST -> known(caller, email);
            case LIVE -> Optional.of(find(caller, email));
        };
    }

    private Optional<OwnerAnswer> known(Caller caller, EmailAddress email) {
        return owners.find(caller.tenantId(), email)
                .map(owner -> owner.active() ? new OwnerAnswer.Found(owner) : new OwnerAnswer.Deactivated());
    }
}
