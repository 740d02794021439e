package com.lealup.ingest.publish;

import java.util.List;

/** What became of the accepted events of one request. */
public sealed interface Publication {

    /** Every one of them is on the topic, on as many replicas as it demands. */
    record Stored() implements Publication {}

    /**
     * Kafka did not take all of them in time.
     *
     * @param stored indexes in the batch that Kafka has acknowledged; nothing is known of the others
     */
    record Failed(List<Integer> stored) implements Publication {}

    /** Kafka is known to be away, so nothing was tried. */
    record NotTried() implements Publication {}
}
