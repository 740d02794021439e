package com.lealup.customer.testing;

import com.lealup.customer.CustomerService;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.testing.TestIdentity;
import java.util.HashMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real parts, called over HTTP; each test is a workspace of its own. */
@SpringBootTest(
        classes = CustomerService.class,
        properties = "lealup.environment=test",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class ServiceIT {

    protected static final GatewayStandIn GATEWAY = GatewayStandIn.start();

    protected Api api;
    protected Facts facts;

    @Autowired
    private Environment environment;

    @Autowired
    private AvroCodec codec;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        var parts = new HashMap<>(TestParts.shared().properties("customer"));
        // An annotation's to say, which what is registered here would override.
        parts.remove("lealup.environment");
        parts.forEach((name, value) -> registry.add(name, () -> value));
        TestIdentity.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("lealup.gateway.internal-url", () -> GATEWAY.url().toString());
        registry.add("management.server.port", () -> "0");
    }

    @BeforeEach
    void newWorkspace() {
        GATEWAY.mode(GatewayStandIn.Mode.INVITES);
        api = Api.ofNewWorkspace(port());
        facts = new Facts(environment.getRequiredProperty("spring.kafka.bootstrap-servers"), codec);
    }

    protected int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** Creates a customer and gives its id. */
    protected String create(String body) {
        var answer = api.post("/v1/customers", body);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.string("id");
    }
}
