package com.lealup.customer.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "50000, 50000",
        "50000.00, 50000",
        "5E4, 50000",
        "0, 0",
        "0.00, 0",
        "0.10, 0.1",
        "0.01, 0.01",
        "9999999999999999.99, 9999999999999999.99",
    })
    void printsWithoutTrailingZeros(BigDecimal amount, String printed) {
        assertThat(new Money(amount).shortest().toPlainString()).isEqualTo(printed);
    }

    @Test
    void isTheSameAmountInWhateverScale() {
        assertThat(new Money(new BigDecimal("5E4"))).isEqualTo(new Money(new BigDecimal("50000.00")));
    }

    @Test
    void countsHundredths() {
        assertThat(new Money(Money.LARGEST).cents()).isEqualTo(999_999_999_999_999_999L);
    }

    @Test
    void refusesWhatTheColumnCannotHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(new BigDecimal("-0.01")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(new BigDecimal("1E16")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(new BigDecimal("1E999999999")));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Money(new BigDecimal("0.001")));
    }
}
