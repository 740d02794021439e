package com.lealup.customer.owner;

import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.identity.Caller;
import org.springframework.stereotype.Component;

/** Finds the user of the workspace behind an address. Call it outside a transaction: it may ask another service. */
@Component
public class FindOwner {

    private final Owners owners;
    private final GatewayOwners gateway;

    FindOwner(Owners owners, GatewayOwners gateway) {
        this.owners = owners;
        this.gateway = gateway;
    }

    /** Looks here, then asks the gateway, and remembers what that says. */
    public OwnerAnswer find(Caller caller, EmailAddress email) {
        var known = owners.find(caller.tenantId(), email);
        if (known.isPresent()) {
            return known.get().active() ? new OwnerAnswer.Found(known.get()) : new OwnerAnswer.Deactivated();
        }
        var answer = gateway.find(caller, email);
        if (answer instanceof OwnerAnswer.Found(Owner owner)) {
            owners.remember(caller.tenantId(), owner);
        }
        return answer;
    }
}
