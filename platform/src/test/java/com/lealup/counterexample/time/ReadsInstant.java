package com.lealup.counterexample.time;

import java.time.Instant;

class ReadsInstant {

    Instant now() {
        return Instant.now();
    }
}
