package com.lealup.health.customer;

import com.lealup.platform.id.Ulids;
import java.util.Optional;
import java.util.UUID;

/** A customer of a workspace. Its text is a ULID. */
public record CustomerId(UUID value) implements Comparable<CustomerId> {

    /** The id a text stands for, if it can be one. */
    public static Optional<CustomerId> parse(String text) {
        return Ulids.parse(text).map(CustomerId::new);
    }

    /** In the order of the text, which is that of Postgres too; {@link UUID} itself compares as signed numbers. */
    @Override
    public int compareTo(CustomerId other) {
        return CustomerKey.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Ulids.format(value);
    }
}
