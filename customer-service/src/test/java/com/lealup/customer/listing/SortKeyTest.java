package com.lealup.customer.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortKeyTest {

    @ParameterizedTest
    @CsvSource({
        "NAME, acme",
        "ARR, 5000000",
        "HEALTH_SCORE, 52",
        "RENEWAL_DATE, 2027-01-31",
        "CREATED_AT, 2026-11-23T04:43:04.123456Z",
    })
    void acceptsAValueOfItsColumn(SortKey key, String value) {
        assertThat(key.accepts(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NAME,",
        "NAME, a\u0000b",
        "ARR, 12.5",
        "ARR, 99999999999999999999",
        "HEALTH_SCORE, x",
        "RENEWAL_DATE, 2027-02-30",
        "RENEWAL_DATE, +999999999-12-31",
        "CREATED_AT,",
        "CREATED_AT, +1000000000-12-31T23:59:59Z",
        "CREATED_AT, 2026-13-01T00:00:00Z",
    })
    void refusesWhatSomebodyMadeUp(SortKey key, String value) {
        assertThat(key.accepts(value)).isFalse();
    }
}
