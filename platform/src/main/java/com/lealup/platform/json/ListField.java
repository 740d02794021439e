package com.lealup.platform.json;

import java.util.List;
import java.util.function.Predicate;
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

    /** A check of each element; every one that fails is an error of its own, with a pointer to it. */
    public ListField<T> each(Predicate<? super T> rule, String code, String message) {
        var list = value();
        if (!slot().failed()) {
            for (int i = 0; i < list.size(); i++) {
                if (!rule.test(list.get(i))) {
                    slot().fail(i, code, message);
                }
            }
        }
        return this;
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
