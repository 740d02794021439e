package com.lealup.webhook.delivery;

import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import com.lealup.webhook.signature.SecretVault;
import com.lealup.webhook.signature.SigningSecret;
import com.lealup.webhook.subscription.SubscriptionId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands out due deliveries. A claim is one short transaction: it moves {@code send_at} to the end of the lease and
 * leaves a token. Nothing is locked during the HTTP exchange, and when the process dies, the delivery is due again by
 * itself. Time is the database's, so that the clocks of several instances need not agree.
 */
@Component
class DeliveryQueue {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);

    /** Walks the index from lane to lane, one probe each: what a lane has waiting, be it a million, is not read. */
    static final String PENDING_LANES = """
            with recursive lanes as (
                (select tenant_id, subscription_id
                 from deliveries
                 where status = 'pending'
                 order by tenant_id, subscription_id
                 limit 1)
                union all
                select next.tenant_id, next.subscription_id
                from lanes
                cross join lateral (
                    select d.tenant_id, d.subscription_id
                    from deliveries d
                    where d.status = 'pending'
                      and (d.tenant_id, d.subscription_id) > (lanes.tenant_id, lanes.subscription_id)
                    order by d.tenant_id, d.subscription_id
                    limit 1) next
            )
            """;

    /**
     * A claim that a dying database forgets is made again: what was in flight is repeated, as when this process dies.
     * So no delivery waits for the disk a second time.
     */
    private static final String WITHOUT_WAITING_FOR_THE_DISK = """
            set local synchronous_commit to off
            """;

    private static final String DUE_LANES = PENDING_LANES + """
            select lanes.tenant_id, lanes.subscription_id
            from lanes
            join subscriptions s
              on s.tenant_id = lanes.tenant_id
             and s.id = lanes.subscription_id
             and s.status = 'active'
            where exists (
                select
                from deliveries d
                where d.tenant_id = lanes.tenant_id
                  and d.subscription_id = lanes.subscription_id
                  and d.status = 'pending'
                  and d.send_at <= now())
            """;

    private static final String CLAIM = """
            with room as (
                select *
                from unnest(:tenants, :subscriptions, :places) as room (tenant_id, subscription_id, places)
            ), paced as (
                select s.tenant_id, s.id, s.rate_limit,
                       greatest(
                           coalesce(s.paced_until, '-infinity'),
                           now() - greatest(:burst, 1000.0 / s.rate_limit) * interval '1 millisecond') as used_until
                from room
                join subscriptions s
                  on s.tenant_id = room.tenant_id
                 and s.id = room.subscription_id
                 and s.rate_limit is not null
                for no key update of s skip locked
            ), picked as (
                select due.tenant_id, due.subscription_id, due.id, s.url, s.retries, s.secret,
                       case when s.previous_secret_until > now() then s.previous_secret end as previous_secret
                from room
                join subscriptions s
                  on s.tenant_id = room.tenant_id
                 and s.id = room.subscription_id
                 and s.status = 'active'
                left join paced
                  on paced.tenant_id = s.tenant_id
                 and paced.id = s.id
                cross join lateral (
                    select d.tenant_id, d.subscription_id, d.id
                    from deliveries d
                    where d.tenant_id = room.tenant_id
                      and d.subscription_id = room.subscription_id
                      and d.status = 'pending'
                      and d.send_at <= now()
                    order by d.send_at
                    limit case
                        when s.rate_limit is null then room.places
                        -- Another process holds its allowance at this moment.
                        when paced.id is null then 0
                        else least(
                            room.places,
                            floor(extract(epoch from now() - paced.used_until) * paced.rate_limit)::integer)
                    end
                    for update skip locked) due
            ), spent as (
                update subscriptions s
                set paced_until = paced.used_until + (taken.count / paced.rate_limit::numeric) * interval '1 second'
                from paced
                join (select tenant_id, subscription_id, count(*) from picked group by 1, 2) taken
                  on taken.tenant_id = paced.tenant_id
                 and taken.subscription_id = paced.id
                where s.tenant_id = paced.tenant_id
                  and s.id = paced.id
            )
            update deliveries d
            set claim = :token,
                send_at = now() + :lease * interval '1 millisecond'
            from picked, messages m
            where d.tenant_id = picked.tenant_id
              and d.id = picked.id
              and m.tenant_id = d.tenant_id
              and m.id = d.message_id
            returning d.tenant_id, d.subscription_id, d.id, d.message_id, d.failed_in_row, m.body,
                      d.order_key, picked.url, picked.retries, picked.secret, picked.previous_secret
            """;

    private final JdbcClient jdbc;
    private final SecretVault vault;
    private final DeliverySettings settings;
    private final RetrySchedule usual;

    DeliveryQueue(@Worker JdbcClient jdbc, SecretVault vault, DeliverySettings settings) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.settings = settings;
        this.usual = new RetrySchedule(settings.retries());
    }

    /** The lanes in which something is due. */
    @Transactional(transactionManager = "workerTransactionManager", readOnly = true)
    public List<LaneKey> dueLanes() {
        return jdbc.sql(DUE_LANES).query((row, n) -> lane(row)).list();
    }

    /**
     * Claims what is due in these lanes, the longest due first, and no more than each has room for. Where a rate is
     * limited, what is not used up is kept for two sweeps, or for one delivery.
     */
    @Transactional(transactionManager = "workerTransactionManager")
    public List<Claim> claim(List<Lanes.Room> rooms) {
        var token = UUID.randomUUID();
        jdbc.sql(WITHOUT_WAITING_FOR_THE_DISK).update();
        return jdbc
                .sql(CLAIM)
                .param(
                        "tenants",
                        uuids(rooms.stream()
                                .map(room -> room.lane().tenantId().value())
                                .toList()))
                .param(
                        "subscriptions",
                        uuids(rooms.stream()
                                .map(room -> room.lane().subscriptionId().value())
                                .toList()))
                .param(
                        "places",
                        new SqlArrayValue(
                                "int4", rooms.stream().map(Lanes.Room::places).toArray()))
                .param("token", token)
                .param("lease", settings.lease().toMillis())
                .param("burst", settings.sweep().toMillis() * 2)
                .query((row, n) -> claim(row, token))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty when its secret does not open. It stays claimed until the lease ends; those beside it go out. */
    private Optional<Claim> claim(ResultSet row, UUID token) throws SQLException {
        var lane = lane(row);
        var delivery = new DeliveryId(row.getObject("id", UUID.class));
        try {
            return Optional.of(new Claim(
                    lane,
                    delivery,
                    token,
                    new MessageId(row.getObject("message_id", UUID.class)),
                    row.getString("body"),
                    row.getString("url"),
                    secrets(row, lane.subscriptionId()),
                    schedule(row.getArray("retries")),
                    row.getObject("order_key", UUID.class),
                    row.getInt("failed_in_row")));
        } catch (IllegalStateException e) {
            LOG.atError()
                    .setMessage("a delivery cannot be signed; it is tried again when the lease ends")
                    .addKeyValue("delivery_id", delivery)
                    .addKeyValue("error", e.getMessage())
                    .log();
            return Optional.empty();
        }
    }

    private RetrySchedule schedule(@Nullable Array seconds) throws SQLException {
        return seconds == null
                ? usual
                : new RetrySchedule(Arrays.stream((Integer[]) seconds.getArray())
                        .map(Duration::ofSeconds)
                        .toList());
    }

    private List<SigningSecret> secrets(ResultSet row, SubscriptionId subscription) throws SQLException {
        var secrets = new ArrayList<SigningSecret>();
        secrets.add(vault.open(row.getBytes("secret"), subscription.value()));
        var previous = row.getBytes("previous_secret");
        if (previous != null) {
            secrets.add(vault.open(previous, subscription.value()));
        }
        return secrets;
    }

    private static LaneKey lane(ResultSet row) throws SQLException {
        return new LaneKey(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new SubscriptionId(row.getObject("subscription_id", UUID.class)));
    }

    private static SqlArrayValue uuids(List<UUID> values) {
        return new SqlArrayValue("uuid", values.toArray());
    }
}
