package com.lealup.platform.pagination;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as it is answered.
 *
 * @param nextCursor what to ask the next page with; null on the last one of a list that ends
 */
public record Page<T>(List<T> data, @Nullable String nextCursor, boolean hasMore) {

    public Page {
        data = List.copyOf(data);
    }

    /**
     * A page from rows of which there is one more than fits if another page follows. To be called while the request is
     * being answered: the cursor belongs to its path and filters.
     *
     * @param position the sort keys of a row
     */
    public static <T> Page<T> of(List<T> limitPlusOne, int limit, Function<? super T, Cursor> position) {
        if (limitPlusOne.size() <= limit) {
            return new Page<>(limitPlusOne, null, false);
        }
        var data = limitPlusOne.subList(0, limit);
        var next = CursorCodec.encode(position.apply(data.getLast()), ListIdentity.ofCurrentRequest());
        return new Page<>(data, next, true);
    }

    /**
     * A page of a list that goes on growing at its end: there is always a cursor to ask with again, after the last row
     * or where the caller has been.
     *
     * @param asked where the caller started behind; null at the beginning
     * @param beginning what comes before every row
     */
    public static <T> Page<T> ofGrowing(
            List<T> limitPlusOne,
            int limit,
            Function<? super T, Cursor> position,
            @Nullable Cursor asked,
            Cursor beginning) {
        var data = limitPlusOne.subList(0, Math.min(limit, limitPlusOne.size()));
        var reached = data.isEmpty() ? Objects.requireNonNullElse(asked, beginning) : position.apply(data.getLast());
        return new Page<>(
                data, CursorCodec.encode(reached, ListIdentity.ofCurrentRequest()), limitPlusOne.size() > limit);
    }

    /** The same page with its rows shown differently. */
    public <R> Page<R> map(Function<? super T, ? extends R> shown) {
        return new Page<>(data.stream().<R>map(shown).toList(), nextCursor, hasMore);
    }
}
