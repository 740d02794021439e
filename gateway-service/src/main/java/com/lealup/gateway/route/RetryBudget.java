package com.lealup.gateway.route;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds repeated requests to a tenth of all, beyond a few: when a service fails, repeating everything would double the
 * load that it fails under.
 */
final class RetryBudget {

    private static final int COST = 10;
    private static final int MOST = 20 * COST;

    private final AtomicInteger credit = new AtomicInteger(MOST);

    /** Each first attempt earns a tenth of a repetition. */
    void earn() {
        // Reading first keeps the full account, which is the usual one, from being written by every request.
        if (credit.get() < MOST) {
            credit.getAndUpdate(before -> Math.min(MOST, before + 1));
        }
    }

    /** Takes one repetition, if there is one. */
    boolean spend() {
        return credit.getAndUpdate(before -> before >= COST ? before - COST : before) >= COST;
    }
}
