package com.lealup.customer.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.AtOnce;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.ErasureAck;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.HealthStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class ErasureIT extends ServiceIT {

    private static final String SECRET = "Zanzibar";

    private static final List<String> OTHERS =
            List.of("gateway-service", "health-service", "ingest-service", "webhook-service");

    @Autowired
    @Worker
    private JdbcClient worker;

    @Autowired
    private PurgeTrash purge;

    private Api admin;
    private String id;

    @BeforeEach
    void fill() {
        admin = api.with("admin:*");
        id = api.post(
                        "/v1/customers",
                        "{\"name\": \"Zanzibar Spices\", \"email_domain\": \"zanzibar.example\", \"custom_fields\": {\"x\": \"Zanzibar\"}}",
                        "Idempotency-Key",
                        "first")
                .string("id");
        api.post(
                "/v1/customers/" + id + "/contacts",
                "{\"name\": \"Bo Zanzibar\", \"email\": \"bo@zanzibar.example\"}",
                "Idempotency-Key",
                "contact");
        api.patch("/v1/customers/" + id, "{\"arr\": 5}");
        importWhatNamesIt();
    }

    /** Leaves an error that says whose domain it is, one that quotes nothing, and no rows. */
    private void importWhatNamesIt() {
        var job = api.post("/v1/customers/bulk-import", """
                {"customers": [
                  {"name": "Zanzibar", "email_domain": "zanzibar.example"},
                  {"name": "Broken", "zanzibar.example": 1}]}
                """).string("job_id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/v1/jobs/" + job).string("state").equals("completed"));
        assertThat(api.get("/v1/jobs/" + job).text()).contains(id, "/zanzibar.example");
    }

    @Test
    void leavesNothingOfTheCustomerInAnyTable() {
        // Given
        assertThat(tablesThatMention(api.tenant())).isNotEmpty();

        // When
        var answer = admin.delete("/v1/customers/" + id + "?hard=true");

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/erasures/" + answer.string("id"));
        assertThat(tablesThatMention(api.tenant())).isEmpty();
        assertThat(rows("customer_words")).isZero();
        assertThat(rows("customer_health")).isZero();
        assertThat(rows("idempotency_records")).isZero();
        assertThat(rows("import_rows")).isZero();
        assertThat(worker.sql("select message from import_errors where tenant_id = :tenant")
                        .param("tenant", api.tenant().value())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allMatch(message -> message.contains("erased"));
        assertThat(api.get("/v1/customers/" + id).status()).isEqualTo(404);
        assertThat(api.get("/v1/customers?q=zanzibar").json().get("data")).isEmpty();
        assertThat(api.get("/v1/customers?deleted=true").json().get("data")).isEmpty();
        assertThat(api.get("/v1/customers/" + id + "/contacts").status()).isEqualTo(404);
        assertThat(api.post("/v1/customers/" + id + "/restore", "").status()).isEqualTo(404);
        assertThat(api.patch("/v1/customers/" + id, "{\"arr\": 6}").status()).isEqualTo(404);
    }

    @Test
    void tellsTheTopicsAndProvesItOnceAllHaveAnswered() {
        // When
        var erasure = admin.delete("/v1/customers/" + id + "?hard=true").string("id");

        // Then
        var key = api.tenant() + ":" + id;
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(facts.tombstones(Topics.CUSTOMERS, key)).isEqualTo(1);
            var requests = facts.of(Topics.ERASURES, key);
            assertThat(requests).hasSize(1);
            assertThat(requests.getFirst().value().getErasureId()).isEqualTo(erasure);
            assertThat(requests.getFirst().value().toString()).doesNotContain(SECRET);
        });
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(proof(erasure).text()).contains("\"contacts\":1", "\"customers\":1"));
        assertThat(proof(erasure).string("state")).isEqualTo("pending");

        // When
        OTHERS.forEach(service -> acknowledge(erasure, id, service));

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(proof(erasure).string("state")).isEqualTo("completed"));
        var shown = proof(erasure).json();
        assertThat(shown.get("services")).hasSize(5);
        assertThat(shown.get("completed_at").isNull()).isFalse();
        assertThat(shown.get("requested_by").get("name").stringValue()).isEqualTo("quickstart");
        assertThat(shown.toString()).contains("lealup.customer-changes.v1").doesNotContain(SECRET);
        assertThat(admin.get("/v1/erasures?customer_id=" + id).json().get("data"))
                .hasSize(1);
    }

    @Test
    void believesNoAcknowledgementOfAnotherErasure() {
        var erasure = admin.delete("/v1/customers/" + id + "?hard=true").string("id");
        var other = Ulids.format(Ulids.next());
        OTHERS.forEach(service -> acknowledge(other, id, service));
        acknowledge(erasure, id, "health-service");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(proof(erasure).text()).contains("\"timeline\":3"));
        assertThat(proof(erasure).string("state")).isEqualTo("pending");
    }

    @Test
    void resurrectsNothingWhenAScoreComesLate() {
        admin.delete("/v1/customers/" + id + "?hard=true");
        var other = create("{\"name\": \"Other\"}");

        score(id);
        score(other);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(api.get("/v1/customers/" + other).text()).contains("\"health_score\":52"));
        assertThat(rows("customer_health")).isEqualTo(1);
        assertThat(api.get("/v1/customers/" + id).status()).isEqualTo(404);
    }

    @Test
    void isForWhoeverMayDoEverything() {
        var path = "/v1/customers/" + id + "?hard=true";

        var refused = api.delete(path);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("admin:*");
        assertThat(api.get("/v1/customers/" + id).status()).isEqualTo(200);
        assertThat(Api.ofNewWorkspace(port()).with("admin:*").delete(path).status())
                .isEqualTo(404);
        assertThat(admin.delete("/v1/customers/" + id + "?hard=yes").status()).isEqualTo(400);
        assertThat(admin.delete(path, "If-Match", "\"1\"").status()).isEqualTo(412);
        var first = admin.delete(path, "If-Match", "\"2\"");
        assertThat(first.status()).isEqualTo(202);
        assertThat(admin.delete(path).string("id")).isEqualTo(first.string("id"));
        assertThat(admin.delete("/v1/customers/" + id).status()).isEqualTo(404);
        assertThat(api.get("/v1/erasures/" + first.string("id")).status()).isEqualTo(403);
        assertThat(api.with("audit:read")
                        .get("/v1/erasures/" + first.string("id"))
                        .status())
                .isEqualTo(200);
        assertThat(Api.ofNewWorkspace(port())
                        .with("admin:*")
                        .get("/v1/erasures/" + first.string("id"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get("/v1/erasures?customer_id=x").status()).isEqualTo(400);
    }

    @Test
    void freesTheDomainAndTheKeyOfTheRequestThatMadeIt() {
        admin.delete("/v1/customers/" + id + "?hard=true");

        var again = api.post(
                "/v1/customers",
                "{\"name\": \"Zanzibar Spices\", \"email_domain\": \"zanzibar.example\", \"custom_fields\": {\"x\": \"Zanzibar\"}}",
                "Idempotency-Key",
                "first");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.string("id")).isNotEqualTo(id);
    }

    @Test
    void purgesEachOnceHoweverManyLook() {
        // Given
        for (var i = 0; i < 45; i++) {
            var old = create("{\"name\": \"Old " + i + "\"}");
            api.delete("/v1/customers/" + old);
            age(old, "31 days");
        }

        // When
        AtOnce.times(8, _ -> {
            purge.purge();
            return true;
        });
        purge.purge();

        // Then: whoever looks while another one works, the service by itself for one, leaves the work to it
        await().atMost(Duration.ofSeconds(60)).until(() -> rows("customers") == 1);
        assertThat(rows("erasures")).isEqualTo(45);
        assertThat(worker.sql("select count(distinct customer_id) from erasures where tenant_id = :tenant")
                        .param("tenant", api.tenant().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(45);
    }

    @Test
    void purgesWhatWasInTheTrashForThirtyDays() {
        // Given
        var fresh = create("{\"name\": \"Fresh\"}");
        api.delete("/v1/customers/" + fresh);
        api.delete("/v1/customers/" + id);
        age(id, "30 days");
        age(fresh, "29 days 23 hours");

        // When
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            purge.purge();
            return api.get("/v1/customers/" + id).status() == 404;
        });

        // Then
        assertThat(api.get("/v1/customers/" + fresh).status()).isEqualTo(200);
        assertThat(tablesThatMention(api.tenant())).isEmpty();
        var proof =
                admin.get("/v1/erasures?customer_id=" + id).json().get("data").get(0);
        assertThat(proof.get("cause").stringValue()).isEqualTo("trash_expired");
        assertThat(proof.get("requested_by").get("type").stringValue()).isEqualTo("system");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(facts.tombstones(Topics.CUSTOMERS, api.tenant() + ":" + id))
                        .isEqualTo(1));
    }

    @Test
    void letsNobodyRewriteAProof() {
        admin.delete("/v1/customers/" + id + "?hard=true");

        for (var statement : List.of("delete from erasures", "delete from erasure_acks", "truncate erasure_acks")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> worker.sql(statement).update());
        }
    }

    private Answer proof(String erasure) {
        return admin.get("/v1/erasures/" + erasure);
    }

    private void acknowledge(String erasure, String customer, String service) {
        facts.append(
                Topics.ERASURE_ACKS,
                api.tenant() + ":" + customer,
                ErasureAck.newBuilder()
                        .setErasureId(erasure)
                        .setTenantId(api.tenant().toString())
                        .setCustomerId(customer)
                        .setService(service)
                        .setCounts(Map.of("timeline", 3L))
                        .setErasedAt(Instant.parse("2026-11-27T10:00:00Z"))
                        .build());
    }

    private void score(String customer) {
        facts.append(
                Topics.HEALTH_SCORES,
                api.tenant() + ":" + customer,
                HealthScore.newBuilder()
                        .setTenantId(api.tenant().toString())
                        .setCustomerId(customer)
                        .setRevision(1)
                        .setScore(52)
                        .setExact(new BigDecimal("52.00"))
                        .setStatus(HealthStatus.NEUTRAL)
                        .setDimensions(List.of())
                        .setModelVersion(1)
                        .setScoredAt(Instant.parse("2026-11-24T00:00:00Z"))
                        .build());
    }

    private void age(String customer, String interval) {
        worker.sql("update customers set deleted_at = now() - cast(:age as interval) where id = :id")
                .param("age", interval)
                .param("id", Ulids.parse(customer).orElseThrow())
                .update();
    }

    /** Which tables still have rows of the tenant in which the customer's name stands, whatever the column. */
    private List<String> tablesThatMention(TenantId tenant) {
        return worker
                .sql("select table_name from information_schema.columns where table_schema = 'customer'"
                        + " and column_name = 'tenant_id'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> worker.sql("select count(*) from " + table + " as t where tenant_id = :tenant"
                                        + " and cast(t as text) ilike '%zanzibar%'")
                                .param("tenant", tenant.value())
                                .query(Long.class)
                                .single()
                        > 0)
                .toList();
    }

    private long rows(String table) {
        return worker.sql("select count(*) from " + table + " where tenant_id = :tenant")
                .param("tenant", api.tenant().value())
                .query(Long.class)
                .single();
    }
}
