package com.lealup.customer.account;

import com.lealup.customer.audit.AuditTrail;
import com.lealup.customer.workspace.WorkspaceDays;
import org.springframework.stereotype.Component;

/** What each change leaves behind: facts on the topics, what it means beside itself included, and an audit entry. */
@Component
class ChangeLog {

    private final CustomerPublisher publisher;
    private final AuditTrail audit;
    private final WorkspaceDays days;

    ChangeLog(CustomerPublisher publisher, AuditTrail audit, WorkspaceDays days) {
        this.publisher = publisher;
        this.audit = audit;
        this.days = days;
    }

    void write(CustomerChanged changed) {
        publisher.publish(changed);
        if (changed.action() == CustomerAction.UPDATED) {
            changed.turn(days.day(changed.actor().tenantId(), changed.at())).ifPresent(publisher::tell);
        }
        audit.append(changed.act());
    }
}
