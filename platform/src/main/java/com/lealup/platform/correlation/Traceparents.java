package com.lealup.platform.correlation;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context, 3.2</a>
 */
final class Traceparents {

    private static final Pattern VERSION_00 =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    // 3.2.4: of a later version only the part known to version 00 is read, and the answer is written in version 00.
    private static final Pattern LATER_VERSION =
            Pattern.compile("(?!00|ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;
    private static final int FLAGS_START = 53;
    private static final int FLAGS_END = 55;
    private static final int LONGEST = 256;

    private static final HexFormat HEX = HexFormat.of();

    private Traceparents() {}

    static boolean valid(String traceparent) {
        return VERSION_00.matcher(traceparent).matches();
    }

    /** The caller's trace with a span of this hop, or a new sampled trace. */
    static String continueOrStart(@Nullable String traceparent) {
        if (traceparent == null || !readable(traceparent)) {
            return "00-" + traceId() + "-" + span() + "-01";
        }
        return "00-" + traceId(traceparent) + "-" + span() + "-" + traceparent.substring(FLAGS_START, FLAGS_END);
    }

    static String traceId(String traceparent) {
        return traceparent.substring(TRACE_ID_START, TRACE_ID_END);
    }

    private static boolean readable(String traceparent) {
        return traceparent.length() <= LONGEST
                && (valid(traceparent) || LATER_VERSION.matcher(traceparent).matches());
    }

    private static String traceId() {
        return HEX.toHexDigits(random()) + HEX.toHexDigits(random());
    }

    private static String span() {
        return HEX.toHexDigits(random());
    }

    /** Never zero, which W3C Trace Context forbids. Unique is enough here: nothing is secret about a trace. */
    private static long random() {
        long id = 0;
        while (id == 0) {
            id = ThreadLocalRandom.current().nextLong();
        }
        return id;
    }
}
