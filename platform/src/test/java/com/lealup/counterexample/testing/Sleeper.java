package com.lealup.counterexample.testing;

import org.junit.jupiter.api.Disabled;

/** Never run: what a bad test looks like. */
class Sleeper {

    @Disabled("to break a rule")
    void waits() throws InterruptedException {
        Thread.sleep(1);
    }
}
