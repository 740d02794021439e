package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.datasketches.hll.HllSketch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** A customer's use of the product as the caller's workspace sees it. */
@Repository
class ShownUsage {

    private static final String DAYS = """
            select day, events, users, features
            from usage_days
            where tenant_id = :tenant
              and customer_id = :customer
              and day between :from and :to
            """;

    private static final String MEMBERS = """
            select distinct member
            from usage_members
            where tenant_id = :tenant
              and customer_id = :customer
              and day between :from and :to
              and kind = :kind
            """;

    private static final String SKETCHES = """
            select sketch
            from usage_sketches
            where tenant_id = :tenant
              and customer_id = :customer
              and day between :from and :to
              and kind = :kind
            """;

    private final JdbcClient jdbc;

    ShownUsage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One UTC day of a customer.
     *
     * @param users distinct ones; an estimate beyond 1,024, as are features
     * @param features distinct event names
     */
    record Day(LocalDate day, long events, long users, long features) {

        static Day none(LocalDate day) {
            return new Day(day, 0, 0, 0);
        }
    }

    /**
     * Some days of a customer.
     *
     * @param days all of them, those without an event too, the oldest first
     * @param users distinct ones of the last days
     */
    record Span(List<Day> days, long users) {}

    /**
     * The days from one to another, both counted.
     *
     * @param usersFrom the day from which on distinct users are counted
     */
    @Transactional(readOnly = true)
    public Span of(CustomerKey customer, LocalDate from, LocalDate to, LocalDate usersFrom) {
        Map<LocalDate, Day> known = bind(DAYS, customer, from, to)
                .query((row, number) -> new Day(
                        row.getObject("day", LocalDate.class),
                        row.getLong("events"),
                        row.getLong("users"),
                        row.getLong("features")))
                .list()
                .stream()
                .collect(Collectors.toMap(Day::day, Function.identity()));
        var days = from.datesUntil(to.plusDays(1))
                .map(day -> known.getOrDefault(day, Day.none(day)))
                .toList();
        return new Span(days, users(customer, usersFrom, to));
    }

    private long users(CustomerKey customer, LocalDate from, LocalDate to) {
        var members = bind(MEMBERS, customer, from, to)
                .param("kind", MemberKind.USER.number())
                .query(Long.class)
                .list();
        var sketches = bind(SKETCHES, customer, from, to)
                .param("kind", MemberKind.USER.number())
                .query(byte[].class)
                .list();
        if (sketches.isEmpty()) {
            return members.size();
        }
        var union = Distinct.union();
        members.forEach(union::update);
        sketches.forEach(sketch -> union.update(HllSketch.heapify(sketch)));
        return Math.round(union.getCompositeEstimate());
    }

    private JdbcClient.StatementSpec bind(String sql, CustomerKey customer, LocalDate from, LocalDate to) {
        return jdbc.sql(sql)
                .param("tenant", customer.tenant().value())
                .param("customer", customer.customer().value())
                .param("from", from)
                .param("to", to);
    }
}
