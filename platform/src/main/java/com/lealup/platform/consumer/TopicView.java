package com.lealup.platform.consumer;

import java.time.Duration;

/** How far a followed topic has been read. */
public interface TopicView {

    /** Whether everything that stood on the topic at the start has been applied. */
    boolean caughtUp();

    /** How long ago the broker was last heard of; large while Kafka is away. */
    Duration sinceLastPoll();
}
