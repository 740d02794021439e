package com.lealup.platform.pagination;

import com.lealup.platform.http.ReadsParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which page a caller asks for; an argument of controller methods.
 *
 * @param limit 1 to 200; 50 unless asked otherwise. A query fetches one row more, to know whether another page follows.
 * @param cursor where to start behind; null for the first page
 */
@ReadsParameters({PageRequest.LIMIT, Cursor.PARAMETER})
public record PageRequest(int limit, @Nullable Cursor cursor) {

    /** The query parameter for the size. */
    public static final String LIMIT = "limit";

    /** The query parameter for how long a list that grows may keep its caller waiting for something new. */
    public static final String WAIT = "wait";

    /** The size of a page unless asked otherwise. */
    public static final int DEFAULT_LIMIT = 50;

    /** The largest page. */
    public static final int LARGEST_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be from 1 to " + LARGEST_LIMIT);
        }
    }

    /** The rows a query should fetch. */
    public int limitPlusOne() {
        return limit + 1;
    }
}
