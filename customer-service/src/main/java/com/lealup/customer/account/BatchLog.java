package com.lealup.customer.account;

import com.lealup.customer.workspace.DaysOfWorkspaces;
import java.util.List;
import org.springframework.stereotype.Component;

/** What many changes leave behind: for each the same as {@link ChangeLog}, in the transaction of a worker. */
@Component
class BatchLog {

    private final CustomerPublisher publisher;
    private final DaysOfWorkspaces days;

    BatchLog(CustomerPublisher publisher, DaysOfWorkspaces days) {
        this.publisher = publisher;
        this.days = days;
    }

    /**
     * Writes it down.
     *
     * @param changes of one actor at one moment
     * @param notify whether subscribers are told
     */
    void write(List<CustomerChanged> changes, boolean notify) {
        if (changes.isEmpty()) {
            return;
        }
        var first = changes.getFirst();
        publisher.publishAll(changes, days.day(first.actor().tenantId(), first.at()), notify);
    }
}
