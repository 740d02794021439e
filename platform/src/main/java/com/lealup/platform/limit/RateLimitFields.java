package com.lealup.platform.limit;

import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.ProblemType;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * Says on an answer how the caller stands: {@code RateLimit-Policy} and {@code RateLimit} as
 * draft-ietf-httpapi-ratelimit-headers-11 has them, and the older {@code X-RateLimit-Limit}, {@code -Remaining} and
 * {@code -Reset} (seconds since 1970, as GitHub's).
 */
public final class RateLimitFields {

    public static final String POLICY = "RateLimit-Policy";
    public static final String STANDING = "RateLimit";
    public static final String OLD_LIMIT = "X-RateLimit-Limit";
    public static final String OLD_REMAINING = "X-RateLimit-Remaining";
    public static final String OLD_RESET = "X-RateLimit-Reset";

    private final InstantSource clock;

    public RateLimitFields(InstantSource clock) {
        this.clock = clock;
    }

    /** Both families, in place of what the answer said before. */
    public void write(HttpServletResponse response, Standing standing) {
        writeItem(response, standing);
        response.setHeader(OLD_LIMIT, standing.policy().quota());
        response.setHeader(OLD_REMAINING, Long.toString(standing.remaining()));
        response.setHeader(OLD_RESET, Long.toString(resetAt(standing)));
    }

    /** The newer family alone: for a policy beside the one that the older fields speak of. */
    public void writeItem(HttpServletResponse response, Standing standing) {
        response.setHeader(POLICY, standing.policy().field());
        response.setHeader(STANDING, item(standing));
    }

    /** Takes back what the answer said, for a caller without limits. */
    public static void clear(HttpServletResponse response) {
        for (var name : List.of(POLICY, STANDING, OLD_LIMIT, OLD_REMAINING, OLD_RESET)) {
            response.setHeader(name, null);
        }
    }

    /** 429 for who may come back when the standing says so; the fields are on the answer already. */
    public static ProblemException refusal(Standing standing, String detail) {
        return Problems.of(
                        ProblemType.RATE_LIMITED,
                        detail,
                        Map.of("violated_policies", List.of(standing.policy().name())))
                .with(HttpHeaders.RETRY_AFTER, Long.toString(standing.resetSeconds()));
    }

    private static String item(Standing standing) {
        return "\"" + standing.policy().name() + "\";r=" + standing.remaining() + ";t=" + standing.resetSeconds();
    }

    /** Rounded up, so that who waits until then has waited long enough. */
    private long resetAt(Standing standing) {
        return Math.ceilDiv(clock.millis(), 1000L) + standing.resetSeconds();
    }
}
