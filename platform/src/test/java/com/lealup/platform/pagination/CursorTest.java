package com.lealup.platform.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final String LIST = "tenant /v1/customers {status=[active]}";

    @Test
    void comesBackAsItWas() {
        var at = Instant.parse("2026-04-15T14:23:00.123456789Z");
        var id = UUID.randomUUID();
        var cursor = Cursor.of(at, new BigDecimal("1E+4"), id, 7L, null, "ü'\";--");

        var back = CursorCodec.decode(CursorCodec.encode(cursor, LIST), LIST);

        assertThat(back).isEqualTo(cursor);
        assertThat(back.instant(0)).isEqualTo(at);
        assertThat(back.decimal(1)).isEqualByComparingTo("10000");
        assertThat(back.uuid(2)).isEqualTo(id);
        assertThat(back.number(3)).isEqualTo(7);
        assertThat(back.textOrNull(4)).isNull();
        assertThat(back.text(5)).isEqualTo("ü'\";--");
    }

    @Test
    void belongsToItsList() {
        var text = CursorCodec.encode(Cursor.of("a"), LIST);

        refused(() -> CursorCodec.decode(text, LIST.replace("active", "trial")));
    }

    @Test
    void showsEveryChange() {
        var text = CursorCodec.encode(Cursor.of("2026-04-15T14:23:00Z", "01ARZ3NDEKTSV4RRFFQ69G5FAV"), LIST);

        for (var i = 0; i < text.length() - 1; i++) {
            var changed = new StringBuilder(text);
            changed.setCharAt(i, text.charAt(i) == 'A' ? 'B' : 'A');
            refused(() -> CursorCodec.decode(changed.toString(), LIST));
            var cut = text.substring(0, i);
            refused(() -> CursorCodec.decode(cut, LIST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AAAA", "../../etc/passwd", "' or 1=1", "AQAAAAAAAAAAAAAAAAE"})
    void isNotWhatACallerMakesUp(String text) {
        refused(() -> CursorCodec.decode(text, LIST));
        refused(() -> CursorCodec.decode("A".repeat(100_000), LIST));
    }

    @Test
    void refusesAKeyOfAnotherType() {
        var cursor = Cursor.of("x", (Object) null);

        refused(() -> cursor.instant(0));
        refused(() -> cursor.uuid(0));
        refused(() -> cursor.ulid(0));
        refused(() -> cursor.decimal(0));
        refused(() -> cursor.number(0));
        refused(() -> cursor.text(1));
        refused(() -> cursor.text(2));
    }

    private static void refused(Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors().getFirst().pointer())
                                .isEqualTo("?cursor"));
    }
}
