package com.lealup.ingest.batch;

import com.lealup.platform.problem.FieldError;
import java.util.List;

/** What came of reading a body. */
public sealed interface Reading {

    /**
     * A batch. Every event is in exactly one of the two: sound, or named by at least one error.
     *
     * @param size how many events the body holds
     * @param sound the events in order, in the order of the body
     * @param errors all faults of all others, in the order of the body
     */
    record Batch(int size, List<SoundEvent> sound, List<EventError> errors) implements Reading {}

    /** Not JSON as RFC 8259 has it, so that no event can be told from another. Line and column count from 1. */
    record Malformed(String detail, int line, int column) implements Reading {}

    /** JSON, but not a batch of 1 to 1000 events. */
    record NotABatch(List<FieldError> errors) implements Reading {}
}
