package com.lealup.webhook.testing;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.webhook.WebhookService;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The service with real parts around it, a receiver, and a workspace of the test's own. */
@SpringBootTest(classes = WebhookService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class WebhookIT {

    protected final TenantId tenant = TenantId.next();

    @Autowired
    protected JsonMapper json;

    @Autowired
    private AvroCodec codec;

    @LocalServerPort
    private int port;

    protected Api api;
    protected Facts facts;
    protected Sink sink;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** Deadlines and schedules are those of production, a hundred times as fast. */
    protected static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.putAll(TestParts.shared().properties("webhook"));
        settings.putAll(TestIdentity.properties());
        settings.put("lealup.webhooks.secret-keys", "1:" + Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("lealup.egress.allow-loopback", "true");
        settings.put("lealup.delivery.deadline", "1s");
        settings.put("lealup.delivery.lease", "4s");
        settings.put("lealup.delivery.sweep", "100ms");
        settings.put("lealup.delivery.retries", "100ms,200ms,300ms");
        settings.put("management.server.port", "0");
        // The shortest that the broker takes: a killed consumer's partitions move on sooner.
        settings.put("spring.kafka.consumer.properties.session.timeout.ms", "6000");
        settings.put("spring.kafka.consumer.properties.heartbeat.interval.ms", "1000");
        return settings;
    }

    @BeforeEach
    void open() throws IOException {
        api = new Api(port, json, tenant);
        facts = new Facts(codec, TestParts.shared().bootstrapServers(), tenant);
        sink = new Sink();
    }

    @AfterEach
    void close() {
        facts.close();
        sink.close();
    }
}
