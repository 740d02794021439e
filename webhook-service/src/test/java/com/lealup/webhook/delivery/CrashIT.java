package com.lealup.webhook.delivery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.local.testing.TestParts;
import com.lealup.webhook.testing.ServiceProcess;
import com.lealup.webhook.testing.Sink;
import com.lealup.webhook.testing.WebhookIT;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two processes, and one is killed: the other repeats no more than was in flight. Each build kills the only one there
 * is, in the tests of the suite, and takes over what a dead process had claimed, in {@code DeliveryIT}.
 */
@EnabledIfSystemProperty(named = "lealup.long", matches = "true")
class CrashIT extends WebhookIT {

    private static final int FACTS = 300;
    private static final String GROUP = "webhook-service.customer-changes";

    @Test
    void losesNothingAndRepeatsOnlyWhatWasInFlightWhenAProcessIsKilled() throws Exception {
        // Given
        sink.takes("/hook", ofMillis(40));
        api.subscribe(sink.url("/hook"), "customer.created");
        var customers = new HashSet<String>();
        try (var victim = ServiceProcess.start(settings());
                var admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestParts.shared().bootstrapServers()))) {
            await().atMost(ofMinutes(3)).until(victim::isReady);
            await().atMost(ofMinutes(1)).ignoreExceptions().until(() -> readers(admin) == 2);

            // When
            for (var n = 0; n < FACTS; n++) {
                customers.add(facts.customerCreated());
                if (n == FACTS / 2) {
                    await().until(() -> !sink.deliveries("/hook").isEmpty());
                    victim.kill();
                }
            }

            // Then
            await().atMost(ofMinutes(1))
                    .untilAsserted(() -> assertThat(received()).isEqualTo(customers));
        }
        var ids = sink.deliveries("/hook").stream()
                .collect(Collectors.groupingBy(
                        CrashIT.this::customer, Collectors.mapping(Sink.Delivery::id, Collectors.toSet())));
        assertThat(ids.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        assertThat(sink.deliveries("/hook").size() - FACTS).isBetween(0, 16);
    }

    private static int readers(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get()
                .members()
                .size();
    }

    private Set<String> received() {
        return sink.deliveries("/hook").stream().map(this::customer).collect(Collectors.toSet());
    }

    private String customer(Sink.Delivery delivery) {
        return json.readTree(delivery.body()).required("data").required("id").stringValue();
    }
}
