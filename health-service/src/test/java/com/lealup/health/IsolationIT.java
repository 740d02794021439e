package com.lealup.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.platform.identity.Callers;
import com.lealup.platform.testing.TestIdentity;
import com.lealup.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class IsolationIT extends HealthTest {

    private static final List<String> TABLES = List.of(
            "customers",
            "dead_letters",
            "seen_events",
            "usage_days",
            "usage_members",
            "usage_sketches",
            "usage_features",
            "usage_customers",
            "signal_events",
            "signal_days",
            "tickets",
            "survey_answers",
            "score_overrides",
            "sharp_drops",
            "churned_scores",
            "health_models",
            "health_scores",
            "score_changes",
            "timeline",
            "timeline_news",
            "event_rates",
            "watched_customers");

    @Autowired
    private Service service;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void showsAnotherWorkspaceNothing() {
        var owner = TestIdentity.caller("health:read", "customers:read");
        var other = TestIdentity.caller("health:read", "customers:read");
        var customer = Service.newCustomer(owner);
        service.exists(customer, 1, null);
        service.send(customer, Service.event(customer, "report_exported", Instant.now()));
        service.sendBytes(Topics.USAGE_EVENTS, customer, "no Avro".getBytes(UTF_8));
        service.awaitConsumed(Topics.USAGE_EVENTS, "health-service.usage");

        for (var page : List.of("health", "health/history", "health/explanation", "timeline")) {
            var path = "/v1/customers/" + customer.customer() + "/" + page;
            assertThat(service.get(owner, path).status()).isEqualTo(200);
            assertThat(service.get(other, path).status()).isEqualTo(404);
        }
        assertThat(Callers.call(owner, () -> rows("timeline"))).isEqualTo(2);
        for (var table : TABLES) {
            assertThat(Callers.call(other, () -> rows(table))).isZero();
            assertThat(rows(table)).isZero();
        }
    }

    @Test
    void hidesPartitionsFromTheApiRole() {
        var partition = service.text("select inhrelid::regclass from pg_inherits"
                + " where inhparent = 'health.timeline'::regclass order by 1 limit 1");
        var caller = TestIdentity.caller("customers:read");
        service.run("insert into timeline select gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid(),"
                + " (select min(to_date(right(relname, 8), 'YYYYMMDD')) from pg_inherits"
                + " join pg_class on pg_class.oid = inhrelid where inhparent = 'health.timeline'::regclass), 1, '{}'");

        assertThat(Callers.call(caller, () -> rows(partition))).isZero();
    }

    @Test
    void wantsAnIdentityAndTheScope() {
        var caller = TestIdentity.caller("customers:read");
        var customer = Service.newCustomer(caller);
        var path = "/v1/customers/" + customer.customer() + "/health";

        assertThat(service.get(path).status()).isEqualTo(401);
        assertThat(service.get(caller, path).status()).isEqualTo(403);
        assertThat(service.get(TestIdentity.caller("health:read"), path + "?x=1")
                        .status())
                .isEqualTo(400);
        assertThat(service.get(TestIdentity.caller("health:read"), "/v1/customers/nonsense/health")
                        .status())
                .isEqualTo(404);
    }

    private long rows(String table) {
        return transactions.execute(status ->
                jdbc.sql("select count(*) from " + table).query(Long.class).single());
    }
}
