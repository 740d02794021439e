package com.lealup.gateway.console;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller's {@code Accept-Encoding} allows (RFC 9110, section 12.5.3). */
final class AcceptedCodings {

    private AcceptedCodings() {}

    static boolean allowGzip(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}
