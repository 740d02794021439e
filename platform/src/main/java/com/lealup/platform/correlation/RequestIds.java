package com.lealup.platform.correlation;

import com.lealup.platform.id.Ulids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which request ids are taken over from a caller: short, printable, and harmless in a log line or a header. */
final class RequestIds {

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:=/+@-]{1,128}");

    private RequestIds() {}

    static boolean sane(String requestId) {
        return SANE.matcher(requestId).matches();
    }

    static String acceptOrCreate(@Nullable String requestId) {
        return requestId != null && sane(requestId) ? requestId : Ulids.format(Ulids.next());
    }
}
