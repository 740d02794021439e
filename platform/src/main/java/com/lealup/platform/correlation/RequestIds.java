package com.lealup.platform.correlation;

import com.lealup.platform.id.Ulids;
import org.jspecify.annotations.Nullable;

/** Which request ids are taken over from a caller: short, printable, and harmless in a log line or a header. */
final class RequestIds {

    private static final int LONGEST = 128;
    private static final String MARKS = "._:=/+@-";

    private RequestIds() {}

    static boolean sane(String requestId) {
        if (requestId.isEmpty() || requestId.length() > LONGEST) {
            return false;
        }
        for (var i = 0; i < requestId.length(); i++) {
            if (!isSane(requestId.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSane(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    static String acceptOrCreate(@Nullable String requestId) {
        return requestId != null && sane(requestId) ? requestId : Ulids.format(Ulids.next());
    }
}
