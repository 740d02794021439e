package com.lealup.platform.serde;

import org.apache.avro.specific.SpecificRecord;

/**
 * A topic whose schema id a service fetches before it is ready, so that it then runs without the registry. Declare one
 * bean for each topic that the service publishes; topics that a {@code BatchListener} reads are warmed anyway.
 *
 * @param topic the topic's full name
 * @param type the topic's record type
 */
public record WarmedTopic(String topic, Class<? extends SpecificRecord> type) {}
