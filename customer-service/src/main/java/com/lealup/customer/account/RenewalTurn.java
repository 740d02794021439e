package com.lealup.customer.account;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an edit means for the customer's renewal. A renewal is due from its first notice on, 60 days ahead.
 *
 * <ul>
 *   <li>It is completed when its date moves forward while the customer has not churned: one whose day has come, to any
 *       day after today; one that is still ahead but due, to a day beyond the next 60, so that a correction of a few
 *       days completes nothing.
 *   <li>It is churned when the customer churns while it is due or past.
 * </ul>
 */
enum RenewalTurn {
    COMPLETED(CustomerAction.RENEWAL_COMPLETED),
    CHURNED(CustomerAction.RENEWAL_CHURNED);

    private static final int DUE_DAYS = 60;

    private final CustomerAction action;

    RenewalTurn(CustomerAction action) {
        this.action = action;
    }

    CustomerAction action() {
        return action;
    }

    static Optional<RenewalTurn> of(CustomerDetails before, CustomerDetails after, LocalDate today) {
        var date = before.renewalDate();
        if (date == null || date.isAfter(today.plusDays(DUE_DAYS)) || before.status() == CustomerStatus.CHURNED) {
            return Optional.empty();
        }
        if (after.status() == CustomerStatus.CHURNED) {
            return Optional.of(CHURNED);
        }
        return movesOn(date, after.renewalDate(), today) ? Optional.of(COMPLETED) : Optional.empty();
    }

    private static boolean movesOn(LocalDate date, @Nullable LocalDate next, LocalDate today) {
        if (next == null) {
            return false;
        }
        return date.isAfter(today) ? next.isAfter(today.plusDays(DUE_DAYS)) : next.isAfter(today);
    }
}
