package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How each endpoint is doing, for whoever watches the deployment: {@code lealup.webhook.attempts} (time and number, by
 * outcome, of this process), {@code lealup.webhook.backlog} and {@code lealup.webhook.oldest} in seconds (of all
 * processes, once a minute, of those where something waits). Tagged by subscription as long as there are not too many.
 */
@Component
class EndpointMeters {

    /** Time series cost whoever keeps them: subscriptions beyond are told as one. */
    static final int MOST_SUBSCRIPTIONS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(EndpointMeters.class);
    private static final String SUBSCRIPTION = "subscription";

    /** Counts up to a thousand of each: what a lane has waiting, be it a million, is not read. */
    private static final String WAITING = DeliveryQueue.PENDING_LANES + """
            select lanes.subscription_id, waiting.backlog, extract(epoch from now() - waiting.oldest) as oldest
            from (select * from lanes limit :most) lanes
            cross join lateral (
                select count(*) as backlog, min(first.created_at) as oldest
                from (
                    select d.created_at
                    from deliveries d
                    where d.tenant_id = lanes.tenant_id
                      and d.subscription_id = lanes.subscription_id
                      and d.status = 'pending'
                    order by d.send_at
                    limit 1000) first) waiting
            """;

    private final JdbcClient jdbc;
    private final MeterRegistry registry;
    private final MultiGauge backlog;
    private final MultiGauge oldest;
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    EndpointMeters(@Worker JdbcClient jdbc, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.backlog = MultiGauge.builder("lealup.webhook.backlog")
                .description("Deliveries that wait for an endpoint, counted up to 1,000")
                .register(registry);
        this.oldest = MultiGauge.builder("lealup.webhook.oldest")
                .description("Age of the oldest delivery among those that are due first")
                .baseUnit("seconds")
                .register(registry);
    }

    private record Waiting(UUID subscription, long backlog, double oldestSeconds) {

        Tags tags() {
            return Tags.of(SUBSCRIPTION, Ulids.format(subscription));
        }
    }

    void attempted(LaneKey lane, boolean succeeded, Duration took) {
        Timer.builder("lealup.webhook.attempts")
                .description("Attempts to deliver, from the look-up of the host to the end of the answer")
                .tags(List.of(
                        Tag.of(SUBSCRIPTION, name(lane.subscriptionId().value())),
                        Tag.of("outcome", succeeded ? "succeeded" : "failed")))
                .register(registry)
                .record(took);
    }

    private String name(UUID subscription) {
        if (known.contains(subscription) || (known.size() < MOST_SUBSCRIPTIONS && known.add(subscription))) {
            return Ulids.format(subscription);
        }
        return "other";
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    @Transactional(transactionManager = "workerTransactionManager", readOnly = true)
    public void sample() {
        try {
            var waiting = jdbc.sql(WAITING)
                    .param("most", MOST_SUBSCRIPTIONS)
                    .query((row, _) -> waiting(row))
                    .list();
            backlog.register(
                    waiting.stream()
                            .map(one -> MultiGauge.Row.of(one.tags(), one.backlog()))
                            .toList(),
                    true);
            oldest.register(
                    waiting.stream()
                            .map(one -> MultiGauge.Row.of(one.tags(), one.oldestSeconds()))
                            .toList(),
                    true);
        } catch (DataAccessException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("what waits could not be counted; tried again");
        }
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject("subscription_id", UUID.class), row.getLong("backlog"), row.getDouble("oldest"));
    }
}
