package com.lealup.webhook.delivery;

/**
 * How much of this process one endpoint may take. The limit halves with each failure and grows by one with each
 * success, so that an endpoint that never answers soon holds one attempt at a time, which is also the probe that finds
 * it well again. Not thread-safe: its owner guards it.
 */
final class Lane {

    private final int highest;
    private int limit;
    private int inFlight;
    private boolean backlog;

    Lane(int highest) {
        this.highest = highest;
        this.limit = highest;
    }

    int free() {
        return Math.max(0, limit - inFlight);
    }

    /**
     * Notes what a claim brought.
     *
     * @param asked how many deliveries it asked for; when it got them all, there may be more
     */
    void claimed(int got, int asked) {
        inFlight += got;
        backlog = got == asked;
    }

    void finished(boolean succeeded) {
        inFlight--;
        limit = succeeded ? Math.min(highest, limit + 1) : Math.max(1, limit / 2);
    }

    /** Whether it is worth asking for more now: half of the limit at once saves a query for each. */
    boolean wantsMore() {
        return backlog && free() * 2 >= limit;
    }

    /** Whether forgetting it changes nothing. */
    boolean isIdle() {
        return inFlight == 0 && limit == highest;
    }
}
