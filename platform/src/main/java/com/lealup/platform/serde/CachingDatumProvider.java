package com.lealup.platform.serde;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Remembers readers and writers by schema instance. The serde's own provider normalizes and fingerprints the schema for
 * each record, which costs many times what writing the record does.
 */
public final class CachingDatumProvider implements AvroDatumProvider<SpecificRecord> {

    private final Map<Identity, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();
    private final Map<Class<?>, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();

    @Override
    public void configure(AvroSerdeConfig config) {
        // Nothing to configure.
    }

    @Override
    public DatumWriter<SpecificRecord> createDatumWriter(SpecificRecord data, Schema schema) {
        return writers.computeIfAbsent(data.getClass(), type -> new SpecificDatumWriter<>(data.getSchema()));
    }

    @Override
    public DatumReader<SpecificRecord> createDatumReader(Schema writer) {
        return readers.computeIfAbsent(new Identity(writer), identity -> {
            Class<?> type = SpecificData.get().getClass(writer);
            if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
                throw new UndecodableException("There is no record type " + writer.getFullName() + " here");
            }
            return new SpecificDatumReader<>(
                    writer, SpecificData.get().getSchema(type), SpecificData.getForClass(type));
        });
    }

    @Override
    public Schema toSchema(SpecificRecord data) {
        return data.getSchema();
    }

    /** A schema as a map's key by identity: its own equality compares the whole tree. */
    private record Identity(Schema schema) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Identity(Schema that) && that == schema;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema);
        }
    }
}
