package com.lealup.gateway.session;

import org.springframework.stereotype.Component;

/** Makes an answer take so long that its time does not tell how many accounts there are. */
@Component
class FailureFloor {

    private final SessionProperties properties;

    FailureFloor(SessionProperties properties) {
        this.properties = properties;
    }

    /** Waits for what is left of the floor since {@code begin}, a reading of {@link System#nanoTime()}. */
    void await(long begin) {
        var rest = properties.failureFloor().minusNanos(System.nanoTime() - begin);
        try {
            if (rest.isPositive()) {
                Thread.sleep(rest);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
