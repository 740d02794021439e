package com.lealup.customer.account;

import com.lealup.customer.field.CustomFieldsJson;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.CustomerName;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes many customers of one workspace with one statement, as the worker role. */
@Component
class CustomerBatches {

    private static final String OF_DOMAINS = """
            select found.id
            from unnest(:domains) as asked (domain)
            cross join lateral (
                select id
                from customers
                where tenant_id = :tenant
                  and email_domain = asked.domain
                  and deleted_at is null
                limit 1) as found
            """;

    private static final String OF_IDS = """
            select found.*
            from unnest(cast(:ids as uuid[])) as asked (id)
            cross join lateral (
                select tenant_id, id, revision, name, email_domain, arr, owner_id, status, renewal_date,
                    custom_fields::text as custom_fields, created_at, updated_at
                from customers
                where tenant_id = :tenant
                  and id = asked.id
                  and deleted_at is null
                for update) as found
            """;

    private static final String INSERT = """
            with created as (
                insert into customers (
                    tenant_id, id, revision, name, email_domain, arr, owner_id, status, renewal_date, custom_fields,
                    created_at, updated_at)
                select :tenant, id::uuid, 1, name, email_domain, arr::numeric, owner_id::uuid, status, renewal_date::date,
                    custom_fields::jsonb, :now, :now
                from unnest(:ids, :names, :domains, :arrs, :owners, :statuses, :renewals, :fields)
                    as row (id, name, email_domain, arr, owner_id, status, renewal_date, custom_fields)
                on conflict (tenant_id, email_domain) where deleted_at is null do nothing
                returning tenant_id, id
            )
            insert into customer_health (tenant_id, customer_id, revision)
            select tenant_id, id, 0
            from created
            """;

    private static final String UPDATE = """
            update customers c
            set revision = row.revision,
                name = row.name,
                email_domain = row.email_domain,
                arr = row.arr::numeric,
                owner_id = row.owner_id::uuid,
                status = row.status,
                renewal_date = row.renewal_date::date,
                custom_fields = row.custom_fields::jsonb,
                updated_at = :now
            from unnest(:ids, :names, :domains, :arrs, :owners, :statuses, :renewals, :fields, :revisions)
                as row (id, name, email_domain, arr, owner_id, status, renewal_date, custom_fields, revision)
            where c.tenant_id = :tenant
              and c.id = row.id::uuid
            """;

    private final JdbcClient jdbc;
    private final CustomFieldsJson fields;

    CustomerBatches(@Worker JdbcClient jdbc, CustomFieldsJson fields) {
        this.jdbc = jdbc;
        this.fields = fields;
    }

    /** Those of these ids or domains that are not in the trash; locked if the rule may change them. */
    List<Customer> existing(TenantId tenant, Set<UUID> ids, Set<String> domains, ImportRule rule) {
        planAnew(true);
        var all = new HashSet<UUID>(rule.mode() == ImportMode.CREATE ? Set.of() : ids);
        if (!domains.isEmpty()) {
            all.addAll(jdbc.sql(OF_DOMAINS)
                    .param("tenant", tenant.value())
                    .param("domains", domains.toArray(String[]::new))
                    .query((row, number) -> row.getObject("id", UUID.class))
                    .list());
        }
        if (all.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(OF_IDS)
                .param("tenant", tenant.value())
                .param("ids", all.stream().map(UUID::toString).sorted().toArray(String[]::new))
                .query(this::customer)
                .list();
    }

    void insert(List<Customer> customers) {
        if (customers.isEmpty()) {
            return;
        }
        planAnew(false);
        if (bind(INSERT, customers).update() != customers.size()) {
            throw new RacedException();
        }
    }

    /**
     * Renewals of customers that are written in this transaction are scheduled from tomorrow on: a notice that is due
     * today would tell subscribers of a load that is to be quiet.
     */
    void scheduleQuietly() {
        set("lealup.quiet", "on");
    }

    /**
     * Whether the next statements are planned for the tables as they are. A plan that was kept from a load's first
     * rows, when any index would do, reads a whole workspace for each row when it has grown; but to plan again what
     * triggers and functions do for each row costs more than that row.
     */
    private void planAnew(boolean anew) {
        set("plan_cache_mode", anew ? "force_custom_plan" : "auto");
    }

    private void set(String name, String value) {
        jdbc.sql("select set_config(:name, :value, true)")
                .param("name", name)
                .param("value", value)
                .query((row, number) -> row.getString(1))
                .single();
    }

    /** Writes the last edition of each customer. */
    void update(List<ImportPlan.Edition> editions) {
        if (editions.isEmpty()) {
            return;
        }
        var last = new LinkedHashMap<CustomerKey, Customer>();
        editions.forEach(edition -> last.put(edition.after().key(), edition.after()));
        var after = List.copyOf(last.values());
        planAnew(true);
        try {
            bind(UPDATE, after)
                    .param("revisions", after.stream().map(Customer::revision).toArray(Long[]::new))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new RacedException();
        }
    }

    private JdbcClient.StatementSpec bind(String sql, List<Customer> customers) {
        var details = customers.stream().map(Customer::details).toList();
        return jdbc.sql(sql)
                .param("tenant", customers.getFirst().key().tenantId().value())
                .param("now", customers.getFirst().updatedAt().atOffset(ZoneOffset.UTC))
                .param("ids", texts(customers, one -> one.key().id().value()))
                .param("names", texts(details, one -> one.name().value()))
                .param("domains", texts(details, one -> Nullables.map(one.emailDomain(), EmailDomain::value)))
                .param("arrs", texts(details, one -> Nullables.map(one.arr(), Money::amount)))
                .param("owners", texts(details, one -> Nullables.map(one.ownerId(), OwnerId::value)))
                .param("statuses", texts(details, one -> one.status().word()))
                .param("renewals", texts(details, CustomerDetails::renewalDate))
                .param("fields", texts(details, one -> fields.write(one.customFields())));
    }

    /** The driver takes arrays of texts, and of few other types. */
    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(row -> Nullables.map(value.apply(row), Object::toString))
                .toArray(String[]::new);
    }

    private Customer customer(ResultSet row, int number) throws SQLException {
        return new Customer(
                new CustomerKey(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new CustomerId(row.getObject("id", UUID.class))),
                row.getLong("revision"),
                new CustomerDetails(
                        new CustomerName(row.getString("name")),
                        Nullables.map(row.getString("email_domain"), EmailDomain::new),
                        Nullables.map(row.getBigDecimal("arr"), Money::new),
                        Nullables.map(row.getObject("owner_id", UUID.class), OwnerId::new),
                        CustomerStatus.of(row.getString("status")).orElseThrow(),
                        row.getObject("renewal_date", LocalDate.class),
                        fields.read(row.getString("custom_fields"))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                null);
    }
}
