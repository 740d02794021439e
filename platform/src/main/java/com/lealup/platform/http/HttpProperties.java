package com.lealup.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What a request may carry.
 *
 * @param maxBodySize the most bytes of a body, counted after inflating; 1 MB unless told otherwise. Raise it where one
 *     request legitimately carries more (events: 16 MB); memory for a few of them at once must be there.
 * @param inflate whether gzip bodies are inflated; true unless told otherwise. Only the gateway, which passes bodies on
 *     as they are, says false.
 * @param larger paths whose bodies are read as a stream, with a limit of their own
 */
@ConfigurationProperties("lealup.http")
record HttpProperties(
        @Nullable DataSize maxBodySize,
        @Nullable Boolean inflate,
        @Nullable List<Larger> larger) {

    private static final DataSize DEFAULT_MAX_BODY_SIZE = DataSize.ofMegabytes(1);

    HttpProperties {
        if (maxBodySize != null && maxBodySize.toBytes() < 1) {
            throw new IllegalArgumentException("max-body-size must be at least 1B");
        }
    }

    /**
     * A path with another limit.
     *
     * @param path the whole path, without parameters
     * @param maxBodySize the most bytes of a body, counted after inflating
     */
    record Larger(String path, DataSize maxBodySize) {}

    long maxBodyBytes(String path) {
        for (var one : larger == null ? List.<Larger>of() : larger) {
            if (one.path().equals(path)) {
                return one.maxBodySize().toBytes();
            }
        }
        return (maxBodySize == null ? DEFAULT_MAX_BODY_SIZE : maxBodySize).toBytes();
    }

    boolean inflates() {
        return inflate == null || inflate;
    }
}
