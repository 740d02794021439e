package com.lealup.platform.json;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link JsonBody} under inspection. An explicit null counts as absent. Values may be taken before
 * {@link JsonBody#finish()}, but mean something only after it has returned.
 *
 * @param <T> what the field holds
 * @param <S> the kind of field itself, so that checks chain
 */
public abstract sealed class JsonField<T, S extends JsonField<T, S>>
        permits TextField, DecimalField, IntegerField, ValueField, ListField {

    private final JsonBody.Slot slot;
    private final @Nullable T value;

    JsonField(JsonBody.Slot slot, @Nullable T value) {
        this.slot = slot;
        this.value = value;
    }

    abstract S self();

    /** What stands in for a required value that is missing, until {@link JsonBody#finish()} reports it. */
    abstract T standIn();

    /** Makes absence and null a mistake. */
    public S required() {
        if (slot.node == null) {
            slot.fail("required", "must be given");
        }
        return self();
    }

    /** A check of the caller's own; not asked when the field is absent or has failed already. */
    public S check(Predicate<? super T> rule, String code, String message) {
        if (value != null && !slot.failed() && !rule.test(value)) {
            slot.fail(code, message);
        }
        return self();
    }

    /** Makes a value of another type; an empty result is a mistake. */
    public <R> ValueField<R> map(Function<? super T, Optional<R>> reading, String code, String message) {
        if (value == null || slot.failed()) {
            return new ValueField<>(slot, null);
        }
        var read = reading.apply(value);
        if (read.isEmpty()) {
            slot.fail(code, message);
        }
        return new ValueField<>(slot, read.orElse(null));
    }

    /** The value of a required field. */
    public T value() {
        return value == null ? standIn() : value;
    }

    /** The value, or the other one. */
    public @Nullable T orElse(@Nullable T other) {
        return value == null ? other : value;
    }

    /** The value, or what applies when there is none. */
    public T orDefault(T other) {
        return value == null ? other : value;
    }

    /** The value, if there is one. */
    public Optional<T> find() {
        return Optional.ofNullable(value);
    }
}
