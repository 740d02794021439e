package com.lealup.health;

import com.lealup.local.testing.TestParts;
import com.lealup.platform.testing.TestIdentity;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with real parts around it; one running instance serves all tests that extend this. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@Import(Service.class)
public abstract class HealthTest {

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        TestParts.shared().properties("health").forEach((name, value) -> registry.add(name, () -> value));
        TestIdentity.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add(
                "lealup.customer-service-url",
                () -> CustomerServiceDouble.shared().url());
    }
}
