package com.lealup.platform.serde;

import java.util.stream.Stream;

/** Contributes topics to the warm-up that are known only once other beans are. */
@FunctionalInterface
public interface WarmedTopics {

    /** The topics to fetch before the service is ready. */
    Stream<WarmedTopic> topics();
}
