package com.lealup.health.scoring;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.score.Cause;
import com.lealup.health.score.SharpDrop;
import com.lealup.platform.database.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Notices falls of more than 15 points within 7 days. Each is told once: until the score is back within 10 points of
 * the week's highest, a further fall belongs to the same one. What another model or a person did to the score is no
 * fall, and the scores before it are no measure for those after it.
 */
@Repository
class SharpDrops {

    private static final Duration WEEK = Duration.ofDays(7);

    private static final String HIGHS = """
            select wanted.tenant_id, wanted.customer_id, highs.high, open.at is not null as open
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
            left join sharp_drops as open
              on open.tenant_id = wanted.tenant_id
              and open.customer_id = wanted.customer_id
              and open.recovered_at is null
            cross join lateral (
              select coalesce(max(at), cast(:since as timestamptz)) as at, count(*) > 0 as anew
              from score_changes
              where tenant_id = wanted.tenant_id
                and customer_id = wanted.customer_id
                and at > cast(:since as timestamptz)
                and cause in ('model', 'override')) as start
            cross join lateral (
              select max(score) as high
              from (
                select score
                from score_changes
                where tenant_id = wanted.tenant_id
                  and customer_id = wanted.customer_id
                  and at >= start.at
                union all (
                  select score
                  from score_changes
                  where not start.anew
                    and tenant_id = wanted.tenant_id
                    and customer_id = wanted.customer_id
                    and at <= cast(:since as timestamptz)
                  order by at desc, revision desc
                  limit 1)) as scores) as highs
            """;

    private static final String OPEN = """
            insert into sharp_drops (tenant_id, customer_id, at, change_id, score_from, score)
            select *
            from unnest(
                cast(:tenants as uuid[]),
                cast(:customers as uuid[]),
                cast(:ats as timestamptz[]),
                cast(:ids as uuid[]),
                cast(:highs as smallint[]),
                cast(:scores as smallint[]))
            """;

    private static final String CLOSE = """
            update sharp_drops as known
            set recovered_at = news.at
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[]), cast(:ats as timestamptz[]))
              as news (tenant_id, customer_id, at)
            where known.tenant_id = news.tenant_id
              and known.customer_id = news.customer_id
              and known.recovered_at is null
            """;

    private final JdbcClient jdbc;

    SharpDrops(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Week(@Nullable Integer high, boolean open) {}

    private record Drop(ScoreChanged change, int high) {}

    /**
     * Judges changes that are not in the history yet.
     *
     * @return those that are a new sharp drop, each with the score it fell from
     */
    Map<ScoreChanged, Integer> judge(List<ScoreChanged> changes) {
        var moved = changes.stream().filter(SharpDrops::isMoved).toList();
        if (moved.isEmpty()) {
            return Map.of();
        }
        var weeks = weeks(moved, moved.getFirst().at().minus(WEEK));
        var opened = new ArrayList<Drop>();
        var closed = new ArrayList<ScoreChanged>();
        for (var change : moved) {
            var week = weeks.get(change.before().customer());
            if (week == null || week.high() == null) {
                continue;
            }
            switch (SharpDrop.judge(week.high(), score(change), week.open())) {
                case DROPPED -> opened.add(new Drop(change, week.high()));
                case RECOVERED -> closed.add(change);
                case UNCHANGED -> {}
            }
        }
        open(opened);
        close(closed);
        var drops = new HashMap<ScoreChanged, Integer>();
        opened.forEach(drop -> drops.put(drop.change(), drop.high()));
        return drops;
    }

    /** By the customer or by time, from one score to another. */
    private static boolean isMoved(ScoreChanged change) {
        var before = change.before().score();
        var cause = change.explanation().cause();
        return before != null
                && before.score() != null
                && change.after().score() != null
                && !before.score().equals(change.after().score())
                && (cause == Cause.BEHAVIOUR || cause == Cause.TIME);
    }

    private static int score(ScoreChanged change) {
        return Objects.requireNonNull(change.after().score());
    }

    private Map<CustomerKey, Week> weeks(List<ScoreChanged> moved, Instant since) {
        var weeks = new HashMap<CustomerKey, Week>();
        bind(HIGHS, moved).param("since", since.toString()).query(row -> {
            weeks.put(
                    CustomerKey.of(row.getObject("tenant_id", UUID.class), row.getObject("customer_id", UUID.class)),
                    new Week(row.getObject("high", Integer.class), row.getBoolean("open")));
        });
        return weeks;
    }

    private void open(List<Drop> drops) {
        if (drops.isEmpty()) {
            return;
        }
        var changes = drops.stream().map(Drop::change).toList();
        bind(OPEN, changes)
                .param("ats", texts(changes.stream().map(ScoreChanged::at).toList()))
                .param("ids", texts(changes.stream().map(ScoreChanged::id).toList()))
                .param("highs", texts(drops.stream().map(Drop::high).toList()))
                .param("scores", texts(changes.stream().map(SharpDrops::score).toList()))
                .update();
    }

    private void close(List<ScoreChanged> changes) {
        if (!changes.isEmpty()) {
            bind(CLOSE, changes)
                    .param("ats", texts(changes.stream().map(ScoreChanged::at).toList()))
                    .update();
        }
    }

    private JdbcClient.StatementSpec bind(String sql, Collection<ScoreChanged> changes) {
        return jdbc.sql(sql)
                .param(
                        "tenants",
                        CustomerKeys.tenants(changes, change -> change.before().customer()))
                .param(
                        "customers",
                        CustomerKeys.customers(
                                changes, change -> change.before().customer()));
    }

    private static String[] texts(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}
