package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.value.CustomerName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalTurnTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // from, to, status before, status after, what it means
                "-3, 365, ACTIVE, ACTIVE, COMPLETED",
                "0, 27, ACTIVE, ACTIVE, COMPLETED",
                "0, 1, TRIAL, PAUSED, COMPLETED",
                "-3, -1, ACTIVE, ACTIVE, -",
                "-3, 0, ACTIVE, ACTIVE, -",
                "50, 415, ACTIVE, ACTIVE, COMPLETED",
                "60, 61, ACTIVE, ACTIVE, COMPLETED",
                "50, 55, ACTIVE, ACTIVE, -",
                "50, 60, ACTIVE, ACTIVE, -",
                "61, 426, ACTIVE, ACTIVE, -",
                "50, -, ACTIVE, ACTIVE, -",
                "-, 365, ACTIVE, ACTIVE, -",
                "10, 10, ACTIVE, CHURNED, CHURNED",
                "-100, -100, PAUSED, CHURNED, CHURNED",
                "61, 61, ACTIVE, CHURNED, -",
                "-3, 365, CHURNED, ACTIVE, -",
                "-3, 365, ACTIVE, CHURNED, CHURNED",
                "10, 10, CHURNED, CHURNED, -",
            })
    void saysWhatAnEditMeansForARenewal(
            @Nullable Integer from,
            @Nullable Integer to,
            CustomerStatus before,
            CustomerStatus after,
            @Nullable RenewalTurn turn) {
        assertThat(RenewalTurn.of(details(from, before), details(to, after), TODAY)
                        .orElse(null))
                .isEqualTo(turn);
    }

    private static CustomerDetails details(@Nullable Integer days, CustomerStatus status) {
        return new CustomerDetails(
                new CustomerName("Acme"),
                null,
                null,
                null,
                status,
                days == null ? null : TODAY.plusDays(days),
                CustomFields.NONE);
    }
}
