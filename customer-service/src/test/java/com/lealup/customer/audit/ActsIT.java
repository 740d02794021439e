package com.lealup.customer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Facts;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.AuditAct;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What reaches the workspace's audit log: each act once, with whom it is about, and nothing that did not happen. */
class ActsIT extends ServiceIT {

    @Test
    void tellsOfContactsAsActsOnTheirCustomer() {
        // Given
        var customer = create("{\"name\": \"Acme\"}");
        var contacts = "/v1/customers/" + customer + "/contacts";

        // When
        var contact = post(contacts, "{\"name\": \"Bo\", \"email\": \"bo@acme.com\"}");
        var path = contact.header("Location");
        api.patch(path, "{\"name\": \"Bo B.\"}", "X-Request-Id", "req-of-the-change");
        api.patch(path, "{\"name\": \"Bo B.\"}");
        api.post(contacts, "{\"name\": \"Bo\", \"email\": \"bo@acme.com\"}");
        api.delete(path);

        // Then
        var acts = acts(3);
        assertThat(acts)
                .extracting(AuditAct::getAction)
                .containsExactly("contact.created", "contact.updated", "contact.deleted");
        assertThat(acts).allSatisfy(act -> {
            assertThat(act.getSubjectType()).isEqualTo("customer");
            assertThat(act.getSubjectId()).isEqualTo(customer);
            assertThat(act.getActor().getType()).isEqualTo(ActorType.API_KEY);
            assertThat(act.getActor().getClientAddress()).isEqualTo("203.0.113.7");
        });
        assertThat(acts.getFirst().getBefore()).isNull();
        assertThat(acts.get(1).getBefore()).contains("\"name\":\"Bo\"", contact.string("id"));
        assertThat(acts.get(1).getAfter()).contains("\"name\":\"Bo B.\"");
        assertThat(acts.get(1).getRequestId()).isEqualTo("req-of-the-change");
        assertThat(acts.getLast().getAfter()).isNull();
        assertThat(acts)
                .extracting(AuditAct::getActId)
                .allSatisfy(id -> assertThat(Ulids.parse(id)).isPresent())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void tellsOfSegmentsAndFieldsAndNotAgainOfCustomers() {
        // When
        var segment = post(
                        "/v1/segments",
                        "{\"name\": \"Big\", \"filter\": {\"field\": \"arr\", \"op\": \"gte\", \"value\": 1}}")
                .string("id");
        var field = post("/v1/custom-fields", "{\"key\": \"region\", \"label\": \"Region\", \"type\": \"TEXT\"}")
                .string("id");
        var customer = create("{\"name\": \"Acme\"}");
        api.patch("/v1/customers/" + customer, "{\"arr\": 5}");
        api.delete("/v1/customers/" + customer);
        api.patch("/v1/segments/" + segment, "{\"name\": \"Bigger\"}");
        api.patch("/v1/custom-fields/" + field, "{\"label\": \"Where\"}");
        api.delete("/v1/segments/" + segment);
        api.delete("/v1/custom-fields/" + field);

        // Then
        assertThat(acts(6))
                .extracting(act -> act.getAction() + " " + act.getSubjectType() + " " + act.getSubjectId())
                .containsExactly(
                        "segment.created segment " + segment,
                        "custom_field.created custom_field " + field,
                        "segment.updated segment " + segment,
                        "custom_field.updated custom_field " + field,
                        "segment.deleted segment " + segment,
                        "custom_field.deleted custom_field " + field);
    }

    @Test
    void takesAFilterThatFillsARequestWithoutItsText() {
        // Given
        var conditions = IntStream.range(0, 5)
                .mapToObj(condition -> "{\"field\": \"name\", \"op\": \"in\", \"value\": ["
                        + IntStream.range(0, 100)
                                .mapToObj(value -> "\"" + "語".repeat(470) + value + "\"")
                                .collect(Collectors.joining(","))
                        + "]}")
                .collect(Collectors.joining(","));

        // When
        var segment = post("/v1/segments", "{\"name\": \"Long\", \"filter\": {\"or\": [" + conditions + "]}}");
        var changed = api.patch("/v1/segments/" + segment.string("id"), "{\"name\": \"Longer\"}");

        // Then
        assertThat(changed.status()).isEqualTo(200);
        assertThat(acts(2)).extracting(AuditAct::getAfter).containsOnly("{\"too_large\": true}");
    }

    private Answer post(String path, String body) {
        var answer = api.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private List<AuditAct> acts(int count) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> facts.of(Topics.CUSTOMER_ACTS, api.tenant().toString()).stream()
                                .map(Facts.Fact::value)
                                .toList(),
                        acts -> acts.size() >= count);
    }
}
