package com.lealup.counterexample.time;

import java.time.Clock;

class ReadsClock {

    Clock clock() {
        return Clock.systemUTC();
    }
}
