package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.ApiKeyFact;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.schemas.v1.KeysHeartbeat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the generated classes keep and what they refuse. */
class WireTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:05:06.123456Z");

    @BeforeAll
    static void trustTheRecordsOfTheContract() {
        GeneratedTypes.trust();
    }

    @Test
    void trustsTheRecordsOfTheContractAndNothingElse() {
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(CustomerState.class))
                .isTrue();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(ProcessBuilder.class))
                .isFalse();
    }

    @Test
    void aChangeOfACustomerArrivesAsItWasSent() throws IOException {
        CustomerChange sent = CustomerChange.newBuilder()
                .setChangeId("01JDB0Q6M5T6S0F5ZK4Y8R1E2C")
                .setTenantId("01JDB0Q6M5T6S0F5ZK4Y8R1E2D")
                .setCustomerId("01JDB0Q6M5T6S0F5ZK4Y8R1E2E")
                .setRevision(7)
                .setType(CustomerChangeType.UPDATED)
                .setBefore(customer(null))
                .setAfter(customer(new BigDecimal("9999999999999999.99")))
                .setActor(new Actor(ActorType.API_KEY, "01JDB0Q6M5T6S0F5ZK4Y8R1E2F", "Ölfeld 🛢", "203.0.113.7"))
                .setRequestId("req-1")
                .setOccurredAt(NOW)
                .build();

        CustomerChange received = read(write(sent), sent.getSchema(), CustomerChange.class);

        assertThat(received).isEqualTo(sent);
        assertThat(received.getAfter().getArr()).isEqualTo(new BigDecimal("9999999999999999.99"));
        assertThat(received.getBefore().getArr()).isNull();
        assertThat(received.getOccurredAt()).isEqualTo(NOW);
    }

    @Test
    void moneyIsNeverRounded() {
        assertThatExceptionOfType(AvroTypeException.class)
                .isThrownBy(() -> write(customer(new BigDecimal("0.001"))))
                .withMessageContaining("scale");
        assertThatExceptionOfType(AvroTypeException.class)
                .isThrownBy(() -> write(customer(new BigDecimal("10000000000000000.00"))))
                .withMessageContaining("precision");
    }

    @Test
    void aSymbolFromALaterVersionReadsAsUnknown() throws IOException {
        CustomerState sent = customer(null);
        Schema later = SchemaParser.parseSingle(
                sent.getSchema().toString().replace("[\"UNKNOWN\",\"ACTIVE\"", "[\"UNKNOWN\",\"FROZEN\""));

        CustomerState received = read(write(sent), later, CustomerState.class);

        assertThat(received.getStatus()).isEqualTo(CustomerStatus.UNKNOWN);
    }

    @Test
    void aFactAboutKeysKnowsWhichKindItIs() throws IOException {
        ApiKeyFact sent = new ApiKeyFact(new KeysHeartbeat(3L, NOW), ByteBuffer.wrap(new byte[] {1, 2}));

        ApiKeyFact received = read(write(sent), sent.getSchema(), ApiKeyFact.class);

        assertThat(received.getFact()).isEqualTo(new KeysHeartbeat(3L, NOW));
        assertThat(received.getMac()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    private static CustomerState customer(BigDecimal arr) {
        return CustomerState.newBuilder()
                .setTenantId("01JDB0Q6M5T6S0F5ZK4Y8R1E2D")
                .setCustomerId("01JDB0Q6M5T6S0F5ZK4Y8R1E2E")
                .setRevision(6)
                .setName("Nordwind")
                .setArr(arr)
                .setStatus(CustomerStatus.ACTIVE)
                .setRenewalDate(LocalDate.of(2027, 2, 28))
                .setCustomFields(Map.of("seats", "12.5"))
                .setCreatedAt(NOW)
                .setUpdatedAt(NOW)
                .build();
    }

    private static byte[] write(SpecificRecord value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static <V extends SpecificRecord> V read(byte[] bytes, Schema written, Class<V> type) throws IOException {
        var reader = new SpecificDatumReader<V>(type);
        reader.setSchema(written);
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
