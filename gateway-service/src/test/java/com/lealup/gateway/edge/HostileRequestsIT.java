package com.lealup.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.testing.GatewayTestBase;
import com.lealup.gateway.testing.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent, the answer is a problem that is the sender's, it comes at once, and no service sees the request.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsIT extends GatewayTestBase {

    /** Far below any timeout of the gateway: nothing may hang until one ends it. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final Pattern REQUEST_ID = Pattern.compile("(?i)\r\nX-Request-Id: *(\\S+)");

    /** Requests that may be seen by a service, and as late as it pleases: beside the next ones. */
    private final Set<String> passedOn = new HashSet<>();

    private String key;

    @BeforeAll
    void openWorkspace() {
        key = newWorkspace().key();
    }

    static Stream<HostileRequest> requests() {
        try (var in = HostileRequestsIT.class.getResourceAsStream("hostile-requests.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(HostileRequest::parse)
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void refuses(HostileRequest request) {
        UPSTREAM.forgetAll();
        long start = System.nanoTime();

        var answer = send(request);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        if (!(request.mayBeClosed() && answer.isEmpty())) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + request.status() + " ")
                    .containsIgnoringCase("\r\nContent-Type: application/problem+json")
                    .containsIgnoringCase("\r\nX-Request-Id: ")
                    .contains("\"code\":\"" + request.code() + "\"");
        }
        if (isCutShort(request)) {
            passedOn.add(requestId(answer));
        }
        assertThat(UPSTREAM.forgetAll())
                .as("seen by a service")
                .allMatch(seen -> isCutShort(request)
                        || seen.header("X-Request-Id").stream().anyMatch(passedOn::contains));
    }

    private static String requestId(String answer) {
        var found = REQUEST_ID.matcher(answer);
        return found.find() ? found.group(1) : "";
    }

    @Test
    void countsAtLeastTwoHundred() {
        assertThat(requests()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    @Test
    void goesOnServingAfterThem() {
        for (var request : requests().toList()) {
            send(request);
        }

        assertThat(get(key, "/v1/users/me").status()).isEqualTo(200);
    }

    /** What breaks only after its headers were good has been passed on by then; it never ends well there. */
    private static boolean isCutShort(HostileRequest request) {
        return request.kind().equals("raw") && request.payload().contains("/v1/events");
    }

    private String send(HostileRequest request) {
        try (var connection = new RawConnection(port)) {
            connection.write(request.wire(key)).finish();
            return connection.readAll();
        } catch (IOException _) {
            return "";
        }
    }
}
