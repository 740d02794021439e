package com.lealup.platform.json;

import org.jspecify.annotations.Nullable;

/** A whole number. */
public final class IntegerField extends JsonField<Long, IntegerField> {

    IntegerField(JsonBody.Slot slot, @Nullable Long value) {
        super(slot, value);
    }

    /** Both ends inclusive. */
    public IntegerField range(long min, long max) {
        return check(number -> number >= min && number <= max, "out_of_range", "must be from " + min + " to " + max);
    }

    @Override
    IntegerField self() {
        return this;
    }

    @Override
    Long standIn() {
        return 0L;
    }
}
