package com.lealup.customer.account;

import com.lealup.customer.workspace.WorkspaceDays;
import org.springframework.stereotype.Component;

/** What each change leaves behind: facts on the topics, what it means beside itself included. */
@Component
class ChangeLog {

    private final CustomerPublisher publisher;
    private final WorkspaceDays days;

    ChangeLog(CustomerPublisher publisher, WorkspaceDays days) {
        this.publisher = publisher;
        this.days = days;
    }

    void write(CustomerChanged changed) {
        publisher.publish(changed);
        if (changed.action() == CustomerAction.UPDATED) {
            changed.turn(days.day(changed.actor().tenantId(), changed.at())).ifPresent(publisher::tell);
        }
    }
}
