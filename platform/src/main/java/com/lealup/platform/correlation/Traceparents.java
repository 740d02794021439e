package com.lealup.platform.correlation;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context, 3.2</a>
 */
final class Traceparents {

    private static final int VERSION_END = 2;
    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;
    private static final int SPAN_START = 36;
    private static final int SPAN_END = 52;
    private static final int FLAGS_START = 53;
    private static final int FLAGS_END = 55;
    private static final int LONGEST = 256;

    private static final HexFormat HEX = HexFormat.of();

    private Traceparents() {}

    static boolean valid(String traceparent) {
        return traceparent.length() == FLAGS_END && traceparent.startsWith("00") && hasKnownPart(traceparent);
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

    /** 3.2.4: of a later version only the part known to version 00 is read; the answer is written in version 00. */
    private static boolean readable(String traceparent) {
        return valid(traceparent)
                || (traceparent.length() >= FLAGS_END
                        && traceparent.length() <= LONGEST
                        && isHex(traceparent, 0, VERSION_END)
                        && !traceparent.startsWith("00")
                        && !traceparent.startsWith("ff")
                        && hasKnownPart(traceparent)
                        && (traceparent.length() == FLAGS_END || traceparent.charAt(FLAGS_END) == '-'));
    }

    /** By hand, since every request and every record passes here and a regular expression takes ten times as long. */
    private static boolean hasKnownPart(String traceparent) {
        return traceparent.charAt(VERSION_END) == '-'
                && isId(traceparent, TRACE_ID_START, TRACE_ID_END)
                && traceparent.charAt(TRACE_ID_END) == '-'
                && isId(traceparent, SPAN_START, SPAN_END)
                && traceparent.charAt(SPAN_END) == '-'
                && isHex(traceparent, FLAGS_START, FLAGS_END);
    }

    private static boolean isId(String text, int start, int end) {
        if (!isHex(text, start, end)) {
            return false;
        }
        for (var i = start; i < end; i++) {
            if (text.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(String text, int start, int end) {
        for (var i = start; i < end; i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
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
