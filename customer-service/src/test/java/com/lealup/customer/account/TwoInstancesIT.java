package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.CustomerService;
import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.AtOnce;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.testing.TestIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class TwoInstancesIT extends ServiceIT {

    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void startASecondInstance() {
        var properties = new HashMap<String, Object>(TestParts.shared().properties("customer"));
        properties.putAll(TestIdentity.properties());
        properties.put("lealup.environment", "test");
        properties.put("lealup.gateway.internal-url", GATEWAY.url().toString());
        properties.put("server.port", "0");
        properties.put("management.server.port", "0");
        second = new SpringApplicationBuilder(CustomerService.class)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stopIt() {
        second.close();
    }

    @Test
    void makesOneCustomerOfFiftyIdenticalRequestsAtOnce() {
        // Given
        var other = api.at(second.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        var body = "{\"name\": \"Acme\", \"email_domain\": \"acme.com\", \"owner_email\": \"jane@example.com\"}";

        // When
        var answers = AtOnce.times(
                50, n -> (n % 2 == 0 ? api : other).post("/v1/customers", body, "Idempotency-Key", "race"));

        // Then
        var created = answers.stream().filter(answer -> answer.status() == 201).toList();
        var waiting = answers.stream().filter(answer -> answer.status() == 409).toList();
        assertThat(created).isNotEmpty();
        assertThat(created.size() + waiting.size()).isEqualTo(50);
        assertThat(created.stream().map(Answer::text).distinct()).hasSize(1);
        assertThat(waiting).allMatch(answer -> answer.string("code").equals("idempotency_in_progress"));
        for (var instance : List.of(api, other)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(instance.post("/v1/customers", body, "Idempotency-Key", "race")
                                    .text())
                            .isEqualTo(created.getFirst().text()));
        }
        assertThat(api.get("/v1/customers").json().get("data")).hasSize(1);
    }
}
