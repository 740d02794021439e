package com.lealup.ingest.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.environment.InvalidSettingException;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.testing.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CustomerDirectoryTest {

    @Test
    void dropsQuestionsThatWaitTooLongForTheirTurn() throws IOException {
        // Given a service that takes connections and never says a word, and one question at a time.
        try (var silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            var directory = new CustomerDirectory(properties(silent.getLocalPort()), JsonMapper.shared());
            var caller = TestIdentity.caller("events:write");
            var correlation = new Correlation("r", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

            // When
            var questions = IntStream.range(0, 100)
                    .mapToObj(any -> directory.ask(caller, correlation, new CustomerId(Ulids.next())))
                    .toList();

            // Then they do not take 100 timeouts, which are 10 seconds.
            var start = System.nanoTime();
            questions.forEach(question -> assertThat(question).failsWithin(Duration.ofSeconds(4)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            directory.destroy();
        }
    }

    @Test
    void namesTheVariableOfAMissingAddress() {
        assertThatThrownBy(() -> new CustomerServiceProperties(null, Duration.ofMillis(700), Duration.ofSeconds(1), 32))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("LEALUP_CUSTOMER_SERVICE_URL is missing");
    }

    private static CustomerServiceProperties properties(int port) {
        return new CustomerServiceProperties(
                URI.create("http://127.0.0.1:" + port), Duration.ofMillis(100), Duration.ofSeconds(1), 1);
    }
}
