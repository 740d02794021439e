package com.lealup.platform.json;

import org.jspecify.annotations.Nullable;

/** A value of any other type. */
public final class ValueField<T> extends JsonField<T, ValueField<T>> {

    ValueField(JsonBody.Slot slot, @Nullable T value) {
        super(slot, value);
    }

    /**
     * The value of a required field.
     *
     * @throws IllegalStateException if there is none: such a value is taken after {@link JsonBody#finish()}
     */
    @Override
    public T value() {
        return super.value();
    }

    @Override
    ValueField<T> self() {
        return this;
    }

    @Override
    T standIn() {
        throw new IllegalStateException("the field has no value; call finish() first");
    }
}
