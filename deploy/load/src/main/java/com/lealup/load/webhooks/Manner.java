package com.lealup.load.webhooks;

/** How a path of the sink answers. */
public enum Manner {
    /** 200 at once. */
    FINE,
    /** 200 after two seconds. */
    SLOW,
    /** 500 at once. */
    FAIL,
    /** Nothing, until the other side hangs up. */
    HANG,
    /** The head of an answer, and then a byte now and then. */
    DRIP
}
