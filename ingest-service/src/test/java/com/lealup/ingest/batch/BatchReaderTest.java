package com.lealup.ingest.batch;

import static com.lealup.ingest.batch.Bodies.read;
import static com.lealup.ingest.batch.Bodies.sound;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.problem.FieldError;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {

    private static final String EVENT = "{" + sound("") + "}";

    @ParameterizedTest
    @ValueSource(strings = {"{\"events\":[%s,%s]}", " [ %s , %s ] \n", "\ufeff[%s,%s]"})
    void takesAnObjectAndABareArray(String form) {
        var body = form.formatted(EVENT, EVENT).getBytes(UTF_8);

        var batch = (Reading.Batch) read(body);

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.sound())
                .extracting(event -> new String(Arrays.copyOfRange(body, event.start(), event.end()), UTF_8))
                .containsExactly(EVENT, EVENT);
    }

    @Test
    void pointsIntoABareArrayWithoutAnEnvelope() {
        var batch = (Reading.Batch) read("[" + EVENT + ",{" + sound("\"user_email\":1") + "}]");

        assertThat(batch.errors()).extracting(EventError::pointer).containsExactly("/1/user_email");
    }

    @Test
    void refusesAnEventThatIsNoObjectAndKeepsItsNeighbours() {
        var batch = (Reading.Batch) read("[1,null,\"x\",[{\"a\":{}}]," + EVENT + ",true]");

        assertThat(batch.size()).isEqualTo(6);
        assertThat(batch.sound()).extracting(SoundEvent::index).containsExactly(4);
        assertThat(batch.errors())
                .extracting(error -> error.index() + error.code().wireName())
                .containsExactly(
                        "0invalid_event", "1invalid_event", "2invalid_event", "3invalid_event", "5invalid_event");
    }

    @Test
    void takes1000EventsAndNotOneMore() {
        var thousand = String.join(",", Collections.nCopies(1000, EVENT));

        assertThat(((Reading.Batch) read("[" + thousand + "]")).sound()).hasSize(1000);
        assertThat(notABatch("{\"events\":[" + thousand + "," + EVENT + "]}"))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/events", "too_many"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|too_few",
                "{\"events\":[]}|too_few",
                "{}|required",
                "{\"events\":null}|invalid_type",
                "{\"events\":{\"a\":[1]}}|invalid_type",
                "{\"event\":[]}|unknown_field,required",
                "{\"a\":{\"b\":[]},\"events\":[1],\"c\":2}|unknown_field,unknown_field",
                "\"x\"|invalid_type",
                "17|invalid_type",
                "null|invalid_type",
            })
    void refusesWhatIsNoBatch(String body, String codes) {
        assertThat(notABatch(body)).extracting(FieldError::code).containsExactly(codes.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "|1",
                "   |1",
                "{|1",
                "[|1",
                "[{}|1",
                "[{}]]|1",
                "[{}] x|1",
                "[{}][{}]|1",
                "{\"events\":[{}]}{}|1",
                "{\"events\":[],\"events\":[]}|1",
                "[{\"a\":1,\"a\":2}]|1",
                "[{\"customer_id\":1,\"customer_id\":2}]|1",
                "[{\"properties\":{\"a\":1,\"a\":2}}]|1",
                "[{\"properties\":{\"b\":{\"a\":1,\"\\u0061\":2}}}]|1",
                "[{\"nobody\":[{\"a\":1,\"a\":2}]}]|1",
                "[{\"properties\":{\"a\":NaN}}]|1",
                "[{\"properties\":{\"a\":Infinity}}]|1",
                "[{\"properties\":{\"a\":-Infinity}}]|1",
                "[{\"properties\":{\"a\":+1}}]|1",
                "[{\"properties\":{\"a\":01}}]|1",
                "[{\"properties\":{\"a\":.5}}]|1",
                "[{\"properties\":{\"a\":1.}}]|1",
                "[{\"properties\":{'a':1}}]|1",
                "[{\"properties\":{a:1}}]|1",
                "[{\"properties\":{\"a\":1,}}]|1",
                "[{},]|1",
                "[,{}]|1",
                "[{}/* c */]|1",
                "[{\"a\":\"\\x\"}]|1",
                "[{\"a\":\"\\u12\"}]|1",
                "[{\"a\":\"x]|1",
                "[truthy]|1",
                "nope|1",
            })
    void refusesWhatIsNoJsonAndSaysWhere(String body, int line) {
        var malformed = malformed((body == null ? "" : body).getBytes(UTF_8));

        assertThat(malformed.line()).isEqualTo(line);
        assertThat(malformed.column()).isPositive();
        assertThat(malformed.detail()).isNotBlank().hasSizeLessThan(300);
    }

    @Test
    void countsLinesAndColumnsFromOne() {
        var malformed = malformed("[\n  {},\n  {\"a\": NaN}\n]".getBytes(UTF_8));

        assertThat(malformed.line()).isEqualTo(3);
        assertThat(malformed.column()).isBetween(9, 12);
    }

    @Test
    void refusesARawControlCharacterInAString() {
        assertThat(malformed("[{\"a\":\"\u0000\"}]".getBytes(UTF_8)).column()).isPositive();
        assertThat(malformed("[{\"a\":\"\n\"}]".getBytes(UTF_8)).column()).isPositive();
    }

    @Test
    void refusesWhatIsNoUtf8EvenInWhatIsSkipped() {
        for (var bytes :
                new int[][] {{0xFF}, {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xE2, 0x82}, {0xF8, 0x88, 0x80, 0x80, 0x80}}) {
            var body = "[{\"x\":\"????????\"}]".getBytes(UTF_8);
            for (var i = 0; i < bytes.length; i++) {
                body[7 + i] = (byte) bytes[i];
            }
            assertThat(malformed(body)).isEqualTo(new Reading.Malformed("The body is not UTF-8.", 1, 8));
        }
        assertThat(read("[{}]".getBytes(UTF_16LE))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void refusesAMillionLevelsWithoutFollowingThem() {
        assertThat(malformed("[".repeat(1_000_000).getBytes(UTF_8)).detail()).contains("500 levels");
        assertThat(malformed(("[{\"properties\":" + "{\"a\":".repeat(1_000_000)).getBytes(UTF_8))
                        .detail())
                .contains("500 levels");
    }

    @Test
    void judgesAHostileValueOfManyMegabytesByItsOwnEventOnly() {
        var names = new StringBuilder();
        for (var i = 0; i < 500_000; i++) {
            names.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        var hostile = "{" + sound("\"properties\":{" + names + "}") + "}";
        var text = "{" + sound("\"external_id\":\"" + "\\u0041".repeat(1_000_000) + "\"") + "}";
        var number = "{" + sound("\"properties\":{\"a\":" + "1".repeat(3_000_000) + "}") + "}";
        var fields = "{" + sound(names.toString()) + "}";

        var batch = (Reading.Batch) read("[" + String.join(",", EVENT, hostile, text, number, fields, EVENT) + "]");

        assertThat(batch.sound()).extracting(SoundEvent::index).containsExactly(0, 5);
        assertThat(batch.errors())
                .extracting(EventError::index)
                .containsSequence(1, 2, 3, 4)
                .hasSize(3 + 20);
    }

    private static Reading.Malformed malformed(byte[] body) {
        return (Reading.Malformed) read(body);
    }

    private static java.util.List<FieldError> notABatch(String body) {
        return ((Reading.NotABatch) read(body)).errors();
    }
}
