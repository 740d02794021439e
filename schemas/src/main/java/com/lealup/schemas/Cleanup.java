package com.lealup.schemas;

import java.time.Duration;

/** What becomes of a topic's old records. */
public sealed interface Cleanup {

    /**
     * The newest record of each key is kept for ever.
     *
     * @param within how long, at most, a record that a newer one has replaced stays readable; what was erased is gone
     *     from the topic after it
     * @param tombstones how long the record that says a key is gone stays, so that a reader who was away learns of it
     */
    record Compact(Duration within, Duration tombstones) implements Cleanup {}

    /**
     * Every record is kept for a time.
     *
     * @param after how long, counted from when the topic took the record
     */
    record Delete(Duration after) implements Cleanup {}
}
