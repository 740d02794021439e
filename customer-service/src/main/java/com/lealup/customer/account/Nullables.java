package com.lealup.customer.account;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Optional columns are null in rows, documents and records alike; this carries them across. */
final class Nullables {

    private Nullables() {}

    static <T, R> @Nullable R map(@Nullable T value, Function<? super T, ? extends R> mapping) {
        return value == null ? null : mapping.apply(value);
    }
}
