package com.lealup.platform.serde;

import org.apache.avro.specific.SpecificRecord;

/**
 * Turns facts into bytes and back: a zero byte, the registry's content id of the schema in four bytes, then the record
 * in Avro's binary encoding (the wire format of Confluent's clients).
 */
public interface AvroCodec {

    /**
     * Encodes a fact for a topic. Its schema must have been registered for that topic by the deployment.
     *
     * @throws RegistryUnavailableException if the schema's id is not known here yet and the registry does not answer
     */
    byte[] encode(String topic, SpecificRecord value);

    /**
     * Decodes a fact with the schema it was written with, resolved to the one this build was made with.
     *
     * @throws UndecodableException if the bytes are no fact of this type; trying again will not help
     * @throws RegistryUnavailableException if the writer's schema is not known here yet and the registry does not
     *     answer
     */
    <V extends SpecificRecord> V decode(String topic, byte[] bytes, Class<V> type);
}
