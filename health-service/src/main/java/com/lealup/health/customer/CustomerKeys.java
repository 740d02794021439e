package com.lealup.health.customer;

import java.util.Collection;
import java.util.function.Function;

/** Many customers as the two array parameters that {@code unnest} takes. */
public final class CustomerKeys {

    private CustomerKeys() {}

    /** One tenant for each row. */
    public static <T> String[] tenants(Collection<T> rows, Function<T, CustomerKey> key) {
        return rows.stream()
                .map(row -> key.apply(row).tenant().value().toString())
                .toArray(String[]::new);
    }

    /** One customer for each row. */
    public static <T> String[] customers(Collection<T> rows, Function<T, CustomerKey> key) {
        return rows.stream()
                .map(row -> key.apply(row).customer().value().toString())
                .toArray(String[]::new);
    }
}
