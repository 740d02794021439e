package com.lealup.load.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.schemas.GeneratedTypes;
import com.lealup.schemas.v1.HealthChange;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class FactBytesTest {

    private static final Instant AT = Instant.parse("2026-04-15T14:30:00.123456Z");

    @Test
    void writesChangesThatReadersUnderstand() throws IOException {
        // Given
        GeneratedTypes.trust();
        var facts = new FactBytes(258);
        facts.of("01HTENAN000000000000000000", "01HTENAN000000000000000001", 1, AT);

        // When
        var bytes = facts.of("01HTENAN000000000000000000", "01HTENAN000000000000000001", 1204, AT);

        // Then
        assertThat(ByteBuffer.wrap(bytes).get()).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(258);
        var change = new SpecificDatumReader<>(HealthChange.class)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(change.getSentence()).endsWith(" #1204");
        assertThat(change.getOccurredAt()).isEqualTo(AT);
        assertThat(change.getAfter().getExact()).isEqualTo(new BigDecimal("55.50"));
    }
}
