package com.lealup.load.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;

/**
 * The reference: the HTTP client of webhook-service in a loop, with bodies it has sent, to the sink it sent them to.
 */
final class BareLoop implements AutoCloseable {

    private static final String SIGNATURE = "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=";
    private static final ContentType JSON = ContentType.create("application/json");

    private final String url;
    private final int loops;
    private final List<Arrival> sample;
    private final CloseableHttpClient client;

    /**
     * Posts to a path of the sink.
     *
     * @param loops how many requests are under way at a time
     * @param sample what the service has sent
     */
    BareLoop(String url, int loops, List<Arrival> sample) {
        this.url = url;
        this.loops = loops;
        this.sample = List.copyOf(sample);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(loops)
                        .setMaxConnTotal(loops)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .build();
    }

    /** Posts for this long, and says how many were answered well in a second. */
    double perSecond(Duration time) {
        var answered = new LongAdder();
        var next = new AtomicInteger();
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < loops; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() - start < time.toNanos()) {
                        post(sample.get(next.getAndIncrement() % sample.size()));
                        answered.increment();
                    }
                });
            }
        }
        return answered.sum() / ((System.nanoTime() - start) / 1e9);
    }

    private void post(Arrival sent) {
        var request = new HttpPost(url);
        request.setHeader("webhook-id", sent.messageId());
        request.setHeader("webhook-timestamp", Long.toString(sent.at().getEpochSecond()));
        request.setHeader("webhook-signature", SIGNATURE);
        request.setEntity(new ByteArrayEntity(sent.body().getBytes(StandardCharsets.ISO_8859_1), JSON));
        try {
            var status = client.execute(request, answer -> {
                EntityUtils.consume(answer.getEntity());
                return answer.getCode();
            });
            if (status != 200) {
                throw new IllegalStateException("The sink answered the reference with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
