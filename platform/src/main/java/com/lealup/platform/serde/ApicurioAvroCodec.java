package com.lealup.platform.serde;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.DefaultSchemaResolver;
import io.apicurio.registry.resolver.SchemaResolver;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.config.IdOption;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.apicurio.registry.serde.data.SerdeMetadata;
import io.apicurio.registry.serde.data.SerdeRecord;
import io.apicurio.registry.serde.kafka.config.KafkaSerdeConfig;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The registry's own serializer and deserializer, sharing one memory of schemas that never expires. */
final class ApicurioAvroCodec implements AvroCodec, AutoCloseable {

    private static final byte MAGIC = 0;
    private static final int HEADER = 1 + Integer.BYTES;

    private final SchemaResolver<Schema, SpecificRecord> resolver = new DefaultSchemaResolver<>();
    private final AvroKafkaSerializer<SpecificRecord> serializer = new AvroKafkaSerializer<>(resolver);
    private final AvroKafkaDeserializer<SpecificRecord> deserializer = new AvroKafkaDeserializer<>(resolver);

    ApicurioAvroCodec(URI registry) {
        Map<String, Object> config = config(registry);
        serializer.configure(config, false);
        deserializer.configure(config, false);
    }

    private static Map<String, Object> config(URI registry) {
        var config = new HashMap<String, Object>();
        config.put(SchemaResolverConfig.REGISTRY_URL, registry.toString());
        config.put(SchemaResolverConfig.HTTP_ADAPTER, "JDK");
        config.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, false);
        config.put(SchemaResolverConfig.FIND_LATEST_ARTIFACT, false);
        config.put(SchemaResolverConfig.EXPLICIT_ARTIFACT_GROUP_ID, "default");
        // The deployment registers each schema whole, with the types it is made of, not as references to them.
        config.put(SchemaResolverConfig.DEREFERENCE_SCHEMA, true);
        // A schema never changes under its id, so what is known stays known, and the registry may go away.
        config.put(SchemaResolverConfig.CHECK_PERIOD_MS, Duration.ofDays(36_500).toMillis());
        config.put(SchemaResolverConfig.FAULT_TOLERANT_REFRESH, true);
        config.put(SchemaResolverConfig.RETRY_COUNT, 0);
        config.put(SerdeConfig.USE_ID, IdOption.contentId.name());
        config.put(KafkaSerdeConfig.ENABLE_HEADERS, false);
        config.put(AvroSerdeConfig.AVRO_DATUM_PROVIDER, CachingDatumProvider.class.getName());
        config.put(AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, true);
        return config;
    }

    /** Fetches the id of a type's schema, as registered for a topic, unless it is known already. */
    void warm(WarmedTopic topic) {
        try {
            SpecificRecord empty = topic.type().getDeclaredConstructor().newInstance();
            resolver.resolveSchema(new SerdeRecord<>(new SerdeMetadata(topic.topic(), false), empty));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(topic.type() + " is no generated record", e);
        } catch (RuntimeException e) {
            throw registryFailure("The schema of topic " + topic.topic() + " could not be found", e);
        }
    }

    @Override
    public byte[] encode(String topic, SpecificRecord value) {
        try {
            return serializer.serialize(topic, value);
        } catch (RuntimeException e) {
            if (registryFault(e) != null) {
                throw registryFailure("The schema of topic " + topic + " could not be found", e);
            }
            throw e;
        }
    }

    @Override
    public <V extends SpecificRecord> V decode(String topic, byte[] bytes, Class<V> type) {
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            throw new UndecodableException("The value does not begin with a zero byte and a schema id");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        try {
            resolver.resolveSchemaByArtifactReference(
                    ArtifactReference.builder().contentId((long) id).build());
        } catch (RuntimeException e) {
            throw unknownId(id, e);
        }
        SpecificRecord value;
        try {
            value = deserializer.deserialize(topic, bytes);
        } catch (RuntimeException e) {
            throw new UndecodableException("The value does not match its schema " + id, e);
        }
        if (!type.isInstance(value)) {
            throw new UndecodableException("The value is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    @Override
    public void close() {
        serializer.close();
    }

    private static RuntimeException unknownId(int id, RuntimeException e) {
        ApiException fault = registryFault(e);
        if (fault != null && fault.getResponseStatusCode() == 404) {
            return new UndecodableException("The registry knows no schema " + id, e);
        }
        return new RegistryUnavailableException("Schema " + id + " could not be fetched", e);
    }

    private static RuntimeException registryFailure(String message, RuntimeException e) {
        return new RegistryUnavailableException(message, e);
    }

    private static @Nullable ApiException registryFault(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException fault) {
                return fault;
            }
        }
        return null;
    }
}
