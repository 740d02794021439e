package com.lealup.ingest.event;

import com.lealup.ingest.batch.EventError;
import com.lealup.platform.limit.Standing;
import java.util.List;

/** What became of a batch. */
sealed interface Acceptance {

    /**
     * Every event has its fate.
     *
     * @param stored indexes of the accepted events, all of them stored
     * @param rejected how many are not
     * @param errors why, at least one for each rejected event, in the order of the batch
     */
    record Settled(List<Integer> stored, int rejected, List<EventError> errors) implements Acceptance {}

    /**
     * The workspace has sent too many events; none of these was stored.
     *
     * @param events how many of them would have been accepted
     */
    record Limited(Standing standing, int events) implements Acceptance {}

    /**
     * A part is away.
     *
     * @param detail what that means for the client
     * @param stored indexes of the events that are stored all the same
     * @param retrySafe whether the whole batch can be sent again without any event counting twice
     */
    record Unavailable(String detail, List<Integer> stored, boolean retrySafe) implements Acceptance {}
}
