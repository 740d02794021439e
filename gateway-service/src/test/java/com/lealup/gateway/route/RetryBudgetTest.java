package com.lealup.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget();

    @Test
    void allowsAFewAtOnce() {
        assertThat(spendAll()).isEqualTo(20);
    }

    @Test
    void allowsOneInTenAfterThat() {
        spendAll();

        IntStream.range(0, 1000).forEach(_ -> {
            budget.earn();
        });

        assertThat(spendAll()).isEqualTo(20);
        IntStream.range(0, 55).forEach(_ -> budget.earn());
        assertThat(spendAll()).isEqualTo(5);
    }

    private int spendAll() {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }
}
