package com.lealup.ingest.customer;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the customer service about one customer. The same question asked by many at once is asked once, and its answer
 * serves for a moment; a question that was not answered is forgotten.
 */
@Component
class CustomerDirectory implements DisposableBean {

    private static final int MOST_REMEMBERED = 50_000;

    /**
     * How many times the timeout a question waits for its turn: long enough that a batch of strangers finds its answers
     * when it comes back, short enough that those of all clients do not pile up.
     */
    private static final int TURNS = 4;

    private final CustomerServiceProperties properties;
    private final JsonMapper json;
    private final HttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits;
    private final AsyncCache<CustomerKey, Standing> answers;

    CustomerDirectory(CustomerServiceProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
        this.permits = new Semaphore(properties.concurrency());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(properties.remembered())
                .maximumSize(MOST_REMEMBERED)
                .executor(threads)
                .buildAsync();
    }

    /** Fails when the customer service does not answer; waiting no longer than its timeout is the caller's part. */
    CompletableFuture<Standing> ask(Caller caller, Correlation correlation, CustomerId customerId) {
        return answers.get(
                new CustomerKey(caller.tenantId(), customerId),
                (key, executor) ->
                        CompletableFuture.supplyAsync(() -> fetch(caller, correlation, customerId), executor));
    }

    private Standing fetch(Caller caller, Correlation correlation, CustomerId customerId) {
        var request = HttpRequest.newBuilder(properties.url().resolve("/internal/customers/" + customerId))
                .header("Lealup-Identity", caller.token())
                .header("X-Request-Id", correlation.requestId())
                .header("traceparent", correlation.traceparent())
                .header("Accept", "application/json")
                .timeout(properties.timeout())
                .GET()
                .build();
        try {
            if (!permits.tryAcquire(properties.timeout().toNanos() * TURNS, TimeUnit.NANOSECONDS)) {
                throw new IOException("too many questions to customer-service are waiting");
            }
            try {
                return standing(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
            } finally {
                permits.release();
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CompletionException(stopping);
        }
    }

    private Standing standing(HttpResponse<byte[]> response) throws IOException {
        return switch (response.statusCode()) {
            case 200 -> state(response.body());
            case 404 -> Standing.UNKNOWN;
            default -> throw new IOException("customer-service answered " + response.statusCode());
        };
    }

    private Standing state(byte[] body) throws IOException {
        try {
            return switch (json.readTree(body).path("state").asString("")) {
                case "active" -> Standing.ACTIVE;
                case "deleted" -> Standing.DELETED;
                default -> throw new IOException("customer-service answered a state that is not known here");
            };
        } catch (JacksonException notJson) {
            throw new IOException("customer-service answered something else than JSON", notJson);
        }
    }

    @Override
    public void destroy() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
