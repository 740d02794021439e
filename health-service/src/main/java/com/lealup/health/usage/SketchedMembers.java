package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.database.Worker;
import java.time.LocalDate;
import org.apache.datasketches.hll.HllSketch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Moves the members of days that have more than {@link Distinct#EXACT} of them into sketches. */
@Repository
class SketchedMembers {

    private static final String FIND = """
            select sketch
            from usage_sketches
            where tenant_id = :tenant
              and customer_id = :customer
              and day = :day
              and kind = :kind
            """;

    private static final String TAKE_MEMBERS = """
            delete from usage_members
            where tenant_id = :tenant
              and customer_id = :customer
              and day = :day
              and kind = :kind
            returning member
            """;

    private static final String KEEP = """
            insert into usage_sketches (tenant_id, customer_id, day, kind, sketch)
            values (:tenant, :customer, :day, :kind, :sketch)
            on conflict (tenant_id, customer_id, day, kind) do update
            set sketch = excluded.sketch
            """;

    private static final String OF_DAY = """

            where tenant_id = :tenant
              and customer_id = :customer
              and day = :day
            """;

    private final JdbcClient jdbc;

    SketchedMembers(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Moves the members of a day into its sketch, in the caller's transaction and under the customer's lock.
     *
     * @return the day's count from now on, more than {@link Distinct#EXACT}
     */
    int fold(CustomerKey customer, LocalDate day, MemberKind kind) {
        var sketch = bind(FIND, customer, day)
                .param("kind", kind.number())
                .query(byte[].class)
                .optional()
                .map(HllSketch::heapify)
                .orElseGet(Distinct::sketch);
        bind(TAKE_MEMBERS, customer, day)
                .param("kind", kind.number())
                .query(Long.class)
                .list()
                .forEach(sketch::update);
        bind(KEEP, customer, day)
                .param("kind", kind.number())
                .param("sketch", sketch.toCompactByteArray())
                .update();
        var count = Distinct.count(sketch);
        bind("update usage_days set " + kind.column() + " = :count" + OF_DAY, customer, day)
                .param("count", count)
                .update();
        return count;
    }

    private JdbcClient.StatementSpec bind(String sql, CustomerKey customer, LocalDate day) {
        return jdbc.sql(sql)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("day", day);
    }
}
