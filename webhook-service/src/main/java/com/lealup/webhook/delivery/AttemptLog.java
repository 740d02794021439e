package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.subscription.SubscriptionDisabled;
import com.lealup.webhook.subscription.SubscriptionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what attempts came to: many in one transaction, each only while its claim still stands. */
@Component
class AttemptLog {

    /** After so long without a success an endpoint is disabled. */
    static final Duration LONGEST_FAILURE = Duration.ofDays(5);

    private static final String RECORD = """
            with results as (
                select *
                from unnest(:tenants, :deliveries, :tokens, :statuses, :delays, :startedAt, :durations, :urls,
                            :requestHeaders, :httpStatuses, :errorCodes, :errorMessages, :responseBodies)
                  as results (tenant_id, id, token, status, delay_ms, started_at, duration_ms, url,
                              request_headers, http_status, error_code, error_message, response_body)
            ), written as (
                update deliveries d
                set status = r.status,
                    attempts = d.attempts + 1,
                    failed_in_row = case when r.status = 'succeeded' then 0 else d.failed_in_row + 1 end,
                    send_at = now() + r.delay_ms * interval '1 millisecond',
                    claim = null,
                    last_status = r.http_status,
                    last_error = r.error_code,
                    finished_at = case when r.status = 'pending' then null else now() end
                from results r
                where d.tenant_id = r.tenant_id
                  and d.id = r.id
                  and d.claim = r.token
                  and d.status = 'pending'
                returning d.tenant_id, d.id, r.token, d.attempts
            )
            insert into attempts
                (tenant_id, delivery_id, number, started_at, duration_ms, url, request_headers, status,
                 error_code, error_message, response_body)
            select r.tenant_id, r.id, w.attempts, r.started_at, r.duration_ms, r.url, r.request_headers, r.http_status,
                   r.error_code, r.error_message, r.response_body
            from results r
            join written w using (tenant_id, id, token)
            """;

    private static final String HEALTHY = """
            update subscriptions s
            set failing_since = null
            from unnest(:tenants, :subscriptions) as lane (tenant_id, id)
            where s.tenant_id = lane.tenant_id
              and s.id = lane.id
              and s.failing_since is not null
            """;

    private static final String FAILING = """
            update subscriptions s
            set failing_since = coalesce(s.failing_since, now()),
                status = case when s.failing_since < now() - :longest * interval '1 second' then 'disabled'
                              else s.status end,
                disabled_reason = case when s.failing_since < now() - :longest * interval '1 second' then 'failing' end,
                updated_at = case when s.failing_since < now() - :longest * interval '1 second' then now()
                                  else s.updated_at end
            from unnest(:tenants, :subscriptions) as lane (tenant_id, id)
            where s.tenant_id = lane.tenant_id
              and s.id = lane.id
              and s.status <> 'disabled'
              and (s.failing_since is null or s.failing_since < now() - :longest * interval '1 second')
            returning s.tenant_id, s.id, old.status as status_before, s.status, s.disabled_reason
            """;

    private static final String GONE = """
            update subscriptions s
            set status = 'disabled',
                disabled_reason = 'gone',
                updated_at = now()
            from unnest(:tenants, :subscriptions) as lane (tenant_id, id)
            where s.tenant_id = lane.tenant_id
              and s.id = lane.id
              and s.status <> 'disabled'
            returning s.tenant_id, s.id, old.status as status_before, s.status, s.disabled_reason
            """;

    private static final String DISABLED = "disabled";

    private final JdbcClient jdbc;
    private final DeliveryOrder order;
    private final ApplicationEventPublisher events;

    AttemptLog(@Worker JdbcClient jdbc, DeliveryOrder order, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.order = order;
        this.events = events;
    }

    /** A subscription that failed, and what that made of it. */
    private record Judged(
            LaneKey lane,
            String statusBefore,
            String status,
            @Nullable String reason) {}

    /**
     * Records attempts, and the health of their endpoints.
     *
     * @return how many were recorded; the others had lost their claim
     */
    @Transactional(transactionManager = "workerTransactionManager")
    public int record(List<Attempt> attempts) {
        var recorded = jdbc.sql(RECORD)
                .param(
                        "tenants",
                        array("uuid", attempts, a -> a.claim().lane().tenantId().value()))
                .param(
                        "deliveries",
                        array("uuid", attempts, a -> a.claim().delivery().value()))
                .param("tokens", array("uuid", attempts, a -> a.claim().token()))
                .param("statuses", array("text", attempts, a -> status(a.next())))
                .param("delays", array("int8", attempts, a -> delay(a.next()).toMillis()))
                .param("startedAt", array("timestamptz", attempts, a -> Timestamp.from(a.startedAt())))
                .param("durations", array("int4", attempts, a ->
                        (int) a.duration().toMillis()))
                .param("urls", array("text", attempts, a -> a.claim().url()))
                .param("requestHeaders", array("text", attempts, Attempt::requestHeaders))
                .param("httpStatuses", array("int4", attempts, a -> httpStatus(a.outcome())))
                .param("errorCodes", array("text", attempts, a -> errorCode(a.outcome())))
                .param("errorMessages", array("text", attempts, a -> errorMessage(a.outcome())))
                .param("responseBodies", array("text", attempts, a -> responseBody(a.outcome())))
                .update();
        release(attempts);
        judgeEndpoints(attempts);
        return recorded;
    }

    /** What waited for one of these is due now. */
    private void release(List<Attempt> attempts) {
        var keys = attempts.stream()
                .filter(attempt -> !(attempt.next() instanceof NextStep.RetryIn))
                .flatMap(attempt -> attempt.claim().order().stream())
                .distinct()
                .toList();
        if (!keys.isEmpty()) {
            order.release(keys);
            events.publishEvent(new DeliveriesQueued(
                    keys.stream().map(DeliveryOrder.Key::lane).collect(Collectors.toSet())));
        }
    }

    /** An endpoint that answered well at least once in the batch is healthy, whatever else it did. */
    private void judgeEndpoints(List<Attempt> attempts) {
        var healthy = lanes(attempts, next -> next instanceof NextStep.Succeeded);
        var gone = lanes(attempts, next -> next instanceof NextStep.EndpointGone);
        var failing = new HashSet<>(lanes(attempts, next -> true));
        failing.removeAll(healthy);
        if (!healthy.isEmpty()) {
            on(HEALTHY, healthy).update();
        }
        judge(FAILING, failing);
        judge(GONE, gone);
    }

    private void judge(String sql, Set<LaneKey> lanes) {
        if (lanes.isEmpty()) {
            return;
        }
        on(sql, lanes).query(AttemptLog::judged).list().stream()
                .filter(one -> one.status().equals(DISABLED))
                .map(one -> new SubscriptionDisabled(
                        one.lane().tenantId(),
                        one.lane().subscriptionId(),
                        one.statusBefore(),
                        String.valueOf(one.reason())))
                .forEach(events::publishEvent);
    }

    private static Judged judged(ResultSet row, int number) throws SQLException {
        return new Judged(
                new LaneKey(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new SubscriptionId(row.getObject("id", UUID.class))),
                row.getString("status_before"),
                row.getString("status"),
                row.getString("disabled_reason"));
    }

    private JdbcClient.StatementSpec on(String sql, Set<LaneKey> lanes) {
        // In one order everywhere, so that two instances never wait for each other.
        var ordered = lanes.stream()
                .sorted((a, b) ->
                        a.subscriptionId().value().compareTo(b.subscriptionId().value()))
                .toList();
        var statement = jdbc.sql(sql)
                .param("tenants", array("uuid", ordered, lane -> lane.tenantId().value()))
                .param(
                        "subscriptions",
                        array("uuid", ordered, lane -> lane.subscriptionId().value()));
        if (sql.contains(":longest")) {
            statement = statement.param("longest", LONGEST_FAILURE.toSeconds());
        }
        return statement;
    }

    private static Set<LaneKey> lanes(List<Attempt> attempts, Function<NextStep, Boolean> which) {
        return attempts.stream()
                .filter(attempt -> which.apply(attempt.next()))
                .map(attempt -> attempt.claim().lane())
                .collect(Collectors.toSet());
    }

    private static String status(NextStep next) {
        return switch (next) {
            case NextStep.Succeeded succeeded -> "succeeded";
            case NextStep.RetryIn retry -> "pending";
            case NextStep.GivenUp givenUp -> "failed";
            case NextStep.EndpointGone gone -> "failed";
        };
    }

    private static Duration delay(NextStep next) {
        return next instanceof NextStep.RetryIn(var delay) ? delay : Duration.ZERO;
    }

    private static @Nullable Integer httpStatus(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered ? answered.status() : null;
    }

    private static @Nullable String responseBody(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered ? answered.excerpt() : null;
    }

    private static @Nullable String errorCode(Outcome outcome) {
        return outcome instanceof Outcome.Unanswered unanswered ? unanswered.code() : null;
    }

    private static @Nullable String errorMessage(Outcome outcome) {
        return outcome instanceof Outcome.Unanswered unanswered ? unanswered.message() : null;
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
