package com.lealup.local.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.local.trouble.Trouble;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How patient it is; what a real registry says is in {@code PartsIT}. */
class SchemaRegistrationTest {

    private static final String SCHEMA = "\"string\"";

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    private HttpServer registry;
    private int slow;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        registry.createContext("/", exchange -> {
            if (requests.incrementAndGet() <= slow) {
                awaitTheEnd();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        registry.stop(0);
    }

    @Test
    void asksAgainWhereTheRegistryIsSlow() {
        slow = 2;

        registration(Duration.ofMillis(200)).register("slow", SCHEMA);

        assertThat(requests).hasValue(3);
    }

    @Test
    void givesUpOnARegistryThatNeverAnswers() {
        slow = Integer.MAX_VALUE;

        assertThatThrownBy(() -> registration(Duration.ofMillis(50)).register("never", SCHEMA))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("does not answer");
    }

    private SchemaRegistration registration(Duration patience) {
        return new SchemaRegistration(
                URI.create("http://127.0.0.1:" + registry.getAddress().getPort()), patience);
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
