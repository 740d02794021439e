package com.lealup.customer.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.GatewayStandIn;
import com.lealup.customer.testing.ServiceIT;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "lealup.environment=live")
class LiveOwnersIT extends ServiceIT {

    @Test
    void explainsTheGuidesHiddenAddress() {
        var answer = api.post("/v1/customers", "{\"name\": \"A\", \"owner_email\": \"[email\u00a0protected]\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.failing()).containsExactly("/owner_email");
        assertThat(answer.text()).contains("web page");
    }

    @Test
    void namesAnUnknownOwnerBesideTheOtherFields() {
        GATEWAY.mode(GatewayStandIn.Mode.KNOWS_NOBODY);

        var answer = api.post("/v1/customers", "{\"name\": \"\", \"owner_email\": \"nobody@example.com\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.failing()).containsExactlyInAnyOrder("/name", "/owner_email");
    }
}
