package com.lealup.load.chaos;

/** What a hostile receiver does once a webhook is there. */
enum Hostility {
    /** Never answers. */
    SILENCE,
    /** A byte of an answer's head now and then. */
    DRIPPING_HEAD,
    /** A whole head, and then a byte now and then. */
    DRIPPING_BODY,
    /** A head of which there is always more. */
    ENDLESS_HEAD,
    /** As much body as the connection takes. */
    ENDLESS_BODY,
    /** Ten megabytes that inflate to ten thousand. */
    GZIP_BOMB,
    /** Cuts the connection when it has read the request. */
    RESET,
    /** Cuts it in the middle of an answer. */
    RESET_IN_BODY,
    /** 100 Continue, again and again, and no answer. */
    CONTINUE,
    /** Two lengths and chunks at once, and none of them true. */
    WRONG_LENGTHS,
    /** Chunks whose sizes are no numbers. */
    WRONG_CHUNKS,
    /** No HTTP at all. */
    NO_HTTP,
    /** A byte of a TLS handshake now and then. */
    SLOW_TLS;

    /** What URLs of such a receiver begin with. */
    String scheme() {
        return this == SLOW_TLS ? "https" : "http";
    }
}
