package com.lealup.platform.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array whose elements are of one type. */
public final class ListField<T> extends JsonField<List<T>, ListField<T>> {

    ListField(JsonBody.Slot slot, @Nullable List<T> value) {
        super(slot, value);
    }

    /** Both ends inclusive. */
    public ListField<T> size(int min, int max) {
        return check(
                list -> list.size() >= min && list.size() <= max,
                "invalid_length",
                "must have " + min + " to " + max + " elements");
    }

    @Override
    ListField<T> self() {
        return this;
    }

    @Override
    List<T> standIn() {
        return List.of();
    }
}
