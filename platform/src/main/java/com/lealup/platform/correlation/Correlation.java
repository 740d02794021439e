package com.lealup.platform.correlation;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What ties everything together that one request causes: its id, and its place in a distributed trace.
 *
 * <p>Bound to the thread by the HTTP filter and by the Kafka consumer (from the record's headers), and found again in
 * every log line as {@code request_id} and {@code trace_id}.
 *
 * @param requestId the caller's {@code X-Request-Id} where it was sane, else a ULID
 * @param traceparent W3C Trace Context, version 00; its parent id is this hop's own span
 */
public record Correlation(String requestId, String traceparent) {

    static final String REQUEST_ID_KEY = "request_id";
    static final String TRACE_ID_KEY = "trace_id";

    private static final ScopedValue<Correlation> CURRENT = ScopedValue.newInstance();

    public Correlation {
        if (!RequestIds.sane(requestId)) {
            throw new IllegalArgumentException("not a request id");
        }
        if (!Traceparents.valid(traceparent)) {
            throw new IllegalArgumentException("not a traceparent");
        }
    }

    /** The one this thread works under; outside of any request a fresh one, new on every call. */
    public static Correlation current() {
        return find().orElseGet(() -> of(null, null));
    }

    /** The one this thread works under, if there is one. */
    public static Optional<Correlation> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Takes what came in (a header, a record) where it is sane, and generates what is missing or is not. */
    public static Correlation of(@Nullable String requestId, @Nullable String traceparent) {
        return new Correlation(RequestIds.acceptOrCreate(requestId), Traceparents.continueOrStart(traceparent));
    }

    /** Does the work under the given correlation; the thread's own one is back afterwards. */
    public static <T> T call(Correlation correlation, Supplier<T> work) {
        return callThrowing(correlation, work::get);
    }

    /** As {@link #call(Correlation, Supplier)} for work without a result. */
    public static void run(Correlation correlation, Runnable work) {
        callThrowing(correlation, () -> {
            work.run();
            return correlation;
        });
    }

    static <T, X extends Throwable> T callThrowing(Correlation correlation, ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        var outerRequestId = MDC.get(REQUEST_ID_KEY);
        var outerTraceId = MDC.get(TRACE_ID_KEY);
        MDC.put(REQUEST_ID_KEY, correlation.requestId());
        MDC.put(TRACE_ID_KEY, correlation.traceId());
        try {
            return ScopedValue.where(CURRENT, correlation).call(work);
        } finally {
            restore(REQUEST_ID_KEY, outerRequestId);
            restore(TRACE_ID_KEY, outerTraceId);
        }
    }

    /** The 32 hexadecimal digits that name the whole trace. */
    public String traceId() {
        return Traceparents.traceId(traceparent);
    }

    private static void restore(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
