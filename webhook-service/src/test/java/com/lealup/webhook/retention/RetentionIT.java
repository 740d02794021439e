package com.lealup.webhook.retention;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.webhook.testing.WebhookIT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class RetentionIT extends WebhookIT {

    private static final List<String> TABLES = List.of("messages", "deliveries", "attempts");

    @Autowired
    @Worker
    private JdbcClient worker;

    @Autowired
    private Retention retention;

    @Test
    void dropsWhatIsOlderThanThirtyDaysAndKeepsTheRest() {
        // Given: 39 days ago is more than a week beyond what is kept
        worker.sql("select keep_partitions(now() - interval '39 days')")
                .query(Integer.class)
                .single();
        var old = delivered(Duration.ofDays(39));
        var young = delivered(Duration.ofDays(29));

        // When
        retention.upkeep();

        // Then
        TABLES.forEach(table -> {
            assertThat(rows(table, old)).as(table).isZero();
            assertThat(rows(table, young)).as(table).isEqualTo(1);
        });
    }

    @Test
    void hasAPlaceForWhatComesInTheNextTwoWeeks() {
        assertThat(rows("deliveries", delivered(Duration.ofDays(-13)))).isEqualTo(1);
    }

    @Test
    void tellsNobodyWhatHappenedLongAgoAndStopsForNothing() {
        // Given
        api.subscribe(sink.url("/hook"), "customer.created");
        var change = facts.change(
                Ulids.next(),
                CustomerChangeType.CREATED,
                null,
                facts.customer(Ulids.format(Ulids.next())).build());
        var longAgo = CustomerChange.newBuilder(change)
                .setOccurredAt(Instant.now().minus(Duration.ofDays(60)))
                .build();

        // When
        facts.publish(Ulids.next(), longAgo);
        facts.customerCreated();

        // Then
        await().atMost(ofSeconds(30)).until(() -> sink.deliveries("/hook").size() == 1);
    }

    /** A message with its delivery and attempt, all under one id of that age. */
    private UUID delivered(Duration age) {
        var at = Instant.now().minus(age).toEpochMilli();
        var id = new UUID(at << 16 | 1, tenant.value().getLeastSignificantBits());
        worker.sql("""
                insert into messages (tenant_id, id, event_type, body, created_at)
                values (?, ?, 'customer.created', '{}', now())
                """).params(tenant.value(), id).update();
        worker.sql("""
                insert into deliveries
                    (tenant_id, id, subscription_id, message_id, event_type, status, send_at, created_at, finished_at)
                values (?, ?, ?, ?, 'customer.created', 'succeeded', now(), now(), now())
                """).params(tenant.value(), id, Ulids.next(), id).update();
        worker.sql("""
                insert into attempts
                    (tenant_id, delivery_id, number, started_at, duration_ms, url, request_headers, status)
                values (?, ?, 1, now(), 1, 'http://127.0.0.1', '{}', 200)
                """).params(tenant.value(), id).update();
        return id;
    }

    private long rows(String table, UUID id) {
        var column = table.equals("attempts") ? "delivery_id" : "id";
        return worker.sql("select count(*) from " + table + " where " + column + " = ?")
                .param(id)
                .query(Long.class)
                .single();
    }
}
