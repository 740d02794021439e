package com.lealup.webhook.delivery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.id.Ulids;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.CustomerStatus;
import com.lealup.webhook.testing.WebhookIT;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RenewalIT extends WebhookIT {

    @Test
    void tellsWhatBecomesOfRenewals() {
        // Given
        api.subscribe(sink.url("/hook"), "renewal.approaching", "renewal.completed", "renewal.churned");
        var id = Ulids.format(Ulids.next());
        var before = facts.customer(id).build();
        var renewed = CustomerState.newBuilder(before)
                .setRenewalDate(LocalDate.of(2028, 4, 15))
                .build();
        var churned = CustomerState.newBuilder(before)
                .setStatus(CustomerStatus.CHURNED)
                .build();

        // When
        var notice = Ulids.next();
        facts.publish(
                notice,
                CustomerChange.newBuilder(facts.change(notice, CustomerChangeType.RENEWAL_APPROACHING, before, before))
                        .setRenewalDays(30)
                        .build());
        facts.changed(CustomerChangeType.RENEWAL_COMPLETED, before, renewed);
        facts.changed(CustomerChangeType.RENEWAL_CHURNED, before, churned);
        facts.changed(CustomerChangeType.UPDATED, before, churned);

        // Then
        await().atMost(ofSeconds(30)).until(() -> sink.deliveries("/hook").size() == 3);
        assertThat(data("renewal.approaching").required("days").intValue()).isEqualTo(30);
        assertThat(data("renewal.approaching").required("id").stringValue()).isEqualTo(id);
        assertThat(data("renewal.completed").required("previous"))
                .isEqualTo(json.readTree("{\"renewal_date\":\"2027-04-15\"}"));
        assertThat(data("renewal.churned").required("previous")).isEqualTo(json.readTree("{\"status\":\"active\"}"));
        assertThat(data("renewal.churned").has("days")).isFalse();
    }

    private JsonNode data(String type) {
        return sink.deliveries("/hook").stream()
                .map(delivery -> json.readTree(delivery.body()))
                .filter(body -> body.required("type").stringValue().equals(type))
                .findFirst()
                .orElseThrow()
                .required("data");
    }
}
