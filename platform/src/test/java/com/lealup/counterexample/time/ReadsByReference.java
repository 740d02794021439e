package com.lealup.counterexample.time;

import java.time.Instant;
import java.util.function.Supplier;

class ReadsByReference {

    Supplier<Instant> clock() {
        return Instant::now;
    }
}
