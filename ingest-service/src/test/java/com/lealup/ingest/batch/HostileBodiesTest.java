package com.lealup.ingest.batch;

import static com.lealup.ingest.batch.Bodies.read;
import static com.lealup.ingest.batch.Bodies.sound;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a body of up to 16 MB can make the reader allocate beside itself. All that it allocates counts, also what is
 * garbage at once, so the heap never grows by more than that. RATIONALE.md says which bodies cost more.
 */
class HostileBodiesTest {

    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final long MOST = 8L * 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Named<byte[]>> bodies() {
        return Stream.of(
                Named.of("levels of arrays", repeated("", "[", "")),
                Named.of("levels of objects in properties", repeated("[{\"properties\":", "{\"a\":", "")),
                Named.of("keys in the envelope", numbered("{\"z\":1", "}")),
                Named.of("numbers in properties", repeated("[{" + sound("\"properties\":{\"z\":[1"), ",1", "]}}]")),
                Named.of("one string", repeated("[{" + sound("\"external_id\":\""), "x", "\"}]")),
                Named.of("one escaped string", repeated("[{" + sound("\"user_email\":\""), "\\u0041", "\"}]")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void costNoMoreThan8Megabytes(byte[] body) {
        // Whatever is loaded and initialised for the first body of a kind is not the second one's.
        var _ = read(body);
        var before = THREADS.getCurrentThreadAllocatedBytes();

        var reading = read(body);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isBetween(1L, MOST);
        assertThat(reading instanceof Reading.Batch batch ? batch.sound() : null)
                .as("a sound event of such a body")
                .isNullOrEmpty();
    }

    private static byte[] repeated(String start, String unit, String end) {
        var units = (LARGEST_BODY - start.length() - end.length()) / unit.length();
        return (start + unit.repeat(units) + end).getBytes(UTF_8);
    }

    private static byte[] numbered(String start, String end) {
        var body = new StringBuilder(LARGEST_BODY).append(start);
        for (var i = 0; body.length() < LARGEST_BODY - 32; i++) {
            body.append(",\"k").append(i).append("\":1");
        }
        return body.append(end).toString().getBytes(UTF_8);
    }
}
