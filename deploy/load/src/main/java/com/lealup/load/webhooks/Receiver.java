package com.lealup.load.webhooks;

/** Who receives at a path of the sink. */
@FunctionalInterface
public interface Receiver {

    /** Takes note of a request, and says how it is answered. */
    Manner take(Arrival arrival);
}
