package com.lealup.customer.account;

import org.jspecify.annotations.Nullable;

/** What an edit says about one field. */
sealed interface Edited<T> {

    /** The edit does not name it. */
    record Kept<T>() implements Edited<T> {}

    /** The edit sets it. */
    record Written<T>(T value) implements Edited<T> {}

    /** The edit clears it with null. */
    record Cleared<T>() implements Edited<T> {}

    /** The field after the edit, where clearing it leaves null. */
    default @Nullable T over(@Nullable T old) {
        return switch (this) {
            case Kept<T> kept -> old;
            case Written<T>(T value) -> value;
            case Cleared<T> cleared -> null;
        };
    }

    /** The field after the edit, where clearing it leaves a default. */
    default T over(T old, T whenCleared) {
        return switch (this) {
            case Kept<T> kept -> old;
            case Written<T>(T value) -> value;
            case Cleared<T> cleared -> whenCleared;
        };
    }
}
