package com.lealup.health.customer;

import com.lealup.platform.database.Worker;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The projection of {@code lealup.customers.v1}, as listeners and workers see it. */
@Repository
public class Customers {

    /** Erased customers keep a row that says deleted for ever, so that what is in flight for them finds no way in. */
    private static final Instant ALWAYS = Instant.EPOCH;

    private static final String DELETED = """
            select tenant_id, customer_id, deleted_at
            from customers
            join unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
              using (tenant_id, customer_id)
            where deleted_at is not null
            """;

    private static final String PUT = """
            insert into customers as known (
              tenant_id, customer_id, revision, deleted_at, name, arr, status, owner_id, renewal_date)
            select *
            from unnest(
                cast(:tenants as uuid[]),
                cast(:customers as uuid[]),
                :revisions,
                cast(:deleted as timestamptz[]),
                cast(:names as text[]),
                cast(:arrs as numeric[]),
                cast(:statuses as text[]),
                cast(:owners as uuid[]),
                cast(:renewals as date[]))
            order by 1, 2
            on conflict (tenant_id, customer_id) do update
            set revision = excluded.revision,
              deleted_at = excluded.deleted_at,
              name = excluded.name,
              arr = excluded.arr,
              status = excluded.status,
              owner_id = excluded.owner_id,
              renewal_date = excluded.renewal_date
            where known.revision < excluded.revision
              or (known.revision = excluded.revision and known.status is null)
            returning tenant_id, customer_id,
              old.deleted_at is not null and new.deleted_at is null as restored,
              old.status <> 'churned' and new.status = 'churned' as churned
            """;

    private static final String ERASED = """
            select tenant_id, customer_id
            from customers
            join unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
              using (tenant_id, customer_id)
            where revision = %d
            """.formatted(Long.MAX_VALUE);

    private static final String WRITING = """
            select pg_advisory_xact_lock_shared(hashtextextended('health.erasure', 0))
            """;

    private static final String MARKING = """
            select pg_advisory_xact_lock(hashtextextended('health.erasure', 0))
            """;

    private final JdbcClient jdbc;

    Customers(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the owner service says of a customer; a tombstone has the highest revision there is.
     *
     * @param facts null once it is erased
     */
    record News(
            CustomerKey customer,
            long revision,
            @Nullable Instant deletedAt,
            @Nullable Facts facts) {

        static News erased(CustomerKey customer) {
            return new News(customer, Long.MAX_VALUE, ALWAYS, null);
        }

        private @Nullable Object fact(Function<Facts, @Nullable Object> column) {
            return facts == null ? null : column.apply(facts);
        }
    }

    /**
     * What summaries show of a customer.
     *
     * @param arr in the workspace's currency
     * @param changedAt when it became so; not kept
     */
    record Facts(
            String name,
            @Nullable BigDecimal arr,
            String status,
            @Nullable UUID ownerId,
            @Nullable LocalDate renewalDate,
            Instant changedAt) {}

    /** What became of customers whose news was taken. */
    record Turns(List<CustomerKey> restored, List<CustomerKey> churned) {}

    /** Those of the given customers that are deleted, and since when. */
    public Map<CustomerKey, Instant> deleted(Collection<CustomerKey> customers) {
        var deleted = new HashMap<CustomerKey, Instant>();
        jdbc.sql(DELETED)
                .param("tenants", CustomerKeys.tenants(customers, key -> key))
                .param("customers", CustomerKeys.customers(customers, key -> key))
                .query(row -> {
                    deleted.put(
                            CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                            row.getObject(3, OffsetDateTime.class).toInstant());
                });
        return deleted;
    }

    /**
     * To be called before a transaction asks which customers are deleted or erased and then writes about the others:
     * until it ends, no customer is marked as erased. Many may write at once.
     */
    public void beginWriting() {
        jdbc.sql(WRITING).query(row -> {});
    }

    /**
     * Marks a customer as erased for ever. Whoever was writing has ended; whoever writes from now on sees the mark, so
     * once the transaction has committed nothing about the customer is added any more.
     */
    public void markErased(CustomerKey customer) {
        jdbc.sql(MARKING).query(row -> {});
        put(List.of(News.erased(customer)));
    }

    /** Those of the given customers that are erased. */
    public Set<CustomerKey> erased(Collection<CustomerKey> customers) {
        return Set.copyOf(jdbc.sql(ERASED)
                .param("tenants", CustomerKeys.tenants(customers, key -> key))
                .param("customers", CustomerKeys.customers(customers, key -> key))
                .query((row, number) -> CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    /** Takes what is newer than what is known; the answer is who came back from the trash and who churned. */
    Turns put(Collection<News> news) {
        var turns = new Turns(new ArrayList<>(), new ArrayList<>());
        jdbc.sql(PUT)
                .param("tenants", CustomerKeys.tenants(news, News::customer))
                .param("customers", CustomerKeys.customers(news, News::customer))
                .param("revisions", news.stream().mapToLong(News::revision).toArray())
                .param(
                        "deleted",
                        news.stream()
                                .map(row -> row.deletedAt() == null
                                        ? null
                                        : row.deletedAt()
                                                .atOffset(ZoneOffset.UTC)
                                                .toString())
                                .toArray(String[]::new))
                .param("names", facts(news, Facts::name))
                .param("arrs", facts(news, Facts::arr))
                .param("statuses", facts(news, Facts::status))
                .param("owners", facts(news, Facts::ownerId))
                .param("renewals", facts(news, Facts::renewalDate))
                .query(row -> {
                    var customer = CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                    if (row.getBoolean("restored")) {
                        turns.restored().add(customer);
                    }
                    if (row.getBoolean("churned")) {
                        turns.churned().add(customer);
                    }
                });
        return turns;
    }

    private static @Nullable String[] facts(Collection<News> news, Function<Facts, @Nullable Object> column) {
        return news.stream()
                .map(row -> Objects.toString(row.fact(column), null))
                .toArray(String[]::new);
    }
}
