package com.lealup.customer.account;

import com.lealup.customer.audit.Act;
import com.lealup.customer.audit.AuditTrail;
import org.springframework.stereotype.Component;

/** What each change leaves behind: facts on the topics, and an entry in the audit trail. */
@Component
class ChangeLog {

    private final CustomerPublisher publisher;
    private final AuditTrail audit;

    ChangeLog(CustomerPublisher publisher, AuditTrail audit) {
        this.publisher = publisher;
        this.audit = audit;
    }

    /** Tells what else a change means, beside the facts and the entry of the change itself. */
    void tell(CustomerChanged consequence) {
        publisher.tell(consequence);
    }

    void write(CustomerChanged changed) {
        publisher.publish(changed);
        audit.append(new Act(
                changed.actor(),
                changed.at(),
                changed.action().word(),
                changed.key().id().value(),
                changed.key().id().value(),
                Nullables.map(changed.before(), AuditedCustomer::of),
                AuditedCustomer.of(changed.after())));
    }
}
