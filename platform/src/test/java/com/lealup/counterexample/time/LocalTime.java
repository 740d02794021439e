package com.lealup.counterexample.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

class LocalTime {

    Instant guess(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
