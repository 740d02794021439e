package com.lealup.load.webhooks;

import com.github.f4b6a3.ulid.UlidCreator;
import com.lealup.schemas.v1.Contribution;
import com.lealup.schemas.v1.DimensionScore;
import com.lealup.schemas.v1.HealthCause;
import com.lealup.schemas.v1.HealthChange;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Changes of scores as health-service tells them, within one band so that each becomes one message. The number of the
 * message stands at the end of the sentence, which is passed on to receivers as it is. Not thread-safe.
 */
final class FactBytes {

    private static final Instant SCORED_BEFORE = Instant.EPOCH.plus(20_000, ChronoUnit.DAYS);
    private static final List<Contribution> CONTRIBUTIONS = List.of(
            contribution("recency", "usage", "1.75"),
            contribution("active_days", "usage", "1.25"),
            contribution("breadth", "engagement", "0.50"));

    private final SpecificDatumWriter<HealthChange> writer = new SpecificDatumWriter<>(HealthChange.getClassSchema());
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    private final int schema;

    /** @param schema under which id the registry keeps it */
    FactBytes(int schema) {
        this.schema = schema;
    }

    /** One change: a zero byte, the schema's id, the record. */
    byte[] of(String tenant, String customer, int number, Instant at) {
        var change = HealthChange.newBuilder()
                .setChangeId(UlidCreator.getUlid().toString())
                .setTenantId(tenant)
                .setCustomerId(customer)
                .setRevision(2)
                .setBefore(score(tenant, customer, 52, SCORED_BEFORE))
                .setAfter(score(tenant, customer, 55, at))
                .setCause(HealthCause.BEHAVIOUR)
                .setContributions(CONTRIBUTIONS)
                .setSentence("Up 3 points to 55: recency of use added 1.75, active days added 1.25. #" + number)
                .setOccurredAt(at)
                .build();
        try {
            bytes.reset();
            bytes.write(0);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schema).array());
            writer.write(change, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HealthScore score(String tenant, String customer, int score, Instant at) {
        return HealthScore.newBuilder()
                .setTenantId(tenant)
                .setCustomerId(customer)
                .setRevision(1)
                .setScore(score)
                .setExact(BigDecimal.valueOf(score * 100L + 50, 2))
                .setStatus(HealthStatus.NEUTRAL)
                .setDimensions(List.of(
                        dimension("usage", "64.750000", "0.4000"),
                        dimension("engagement", "40.250000", "0.3000"),
                        dimension("support", "50.000000", "0.2000"),
                        dimension("sentiment", "50.000000", "0.1000")))
                .setModelVersion(1)
                .setScoredAt(at)
                .build();
    }

    private static DimensionScore dimension(String name, String value, String weight) {
        return DimensionScore.newBuilder()
                .setName(name)
                .setValue(new BigDecimal(value))
                .setWeight(new BigDecimal(weight))
                .build();
    }

    private static Contribution contribution(String signal, String dimension, String points) {
        return Contribution.newBuilder()
                .setSignal(signal)
                .setDimension(dimension)
                .setCause(HealthCause.BEHAVIOUR)
                .setPoints(new BigDecimal(points))
                .build();
    }
}
