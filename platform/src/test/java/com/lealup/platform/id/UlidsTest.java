package com.lealup.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UlidsTest {

    @Test
    void growsWithEveryId() {
        var last = "";
        for (var i = 0; i < 10_000; i++) {
            var next = Ulids.format(Ulids.next());
            assertThat(next).hasSize(26).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void readsWhatItWrites() {
        var id = Ulids.next();

        assertThat(Ulids.parse(Ulids.format(id))).contains(id);
        assertThat(Ulids.parse("00000000000000000000000000")).contains(new UUID(0, 0));
        assertThat(Ulids.parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")).contains(new UUID(-1, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01HXYZ",
                "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "01arz3ndektsv4rrffq69g5fav",
                "01ARZ3NDEKTSV4RRFFQ69G5FAU",
                "01ARZ3NDEKTSV4RRFFQ69G5FAI",
                "01ARZ3NDEKTSV4RRFFQ69G5FA ",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV0",
                "' or 1 = 1; drop table x --"
            })
    void refusesEveryOtherForm(String text) {
        assertThat(Ulids.parse(text)).isEmpty();
    }
}
