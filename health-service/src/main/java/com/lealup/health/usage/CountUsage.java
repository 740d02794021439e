package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.platform.database.Worker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Adds events to the aggregates. All of it commutes: sums, sets and maxima. */
@Repository
class CountUsage {

    /** An event this much older than its arrival is on the timeline and counts as the last one, but in no window. */
    private static final int OLDEST = 45;

    /** Not a kind of member: that a feature's last day is this one or later. */
    private static final int LAST_DAY = 3;

    private static final String COUNT = """
            with news as (
              select tenant_id, customer_id, day, events
              from unnest(
                  cast(:tenants as uuid[]), cast(:customers as uuid[]), cast(:days as date[]), :events)
                as news (tenant_id, customer_id, day, events)
            ), added as (
              insert into usage_members (tenant_id, customer_id, day, kind, member)
              select tenant_id, customer_id, day, kind, member
              from unnest(
                  cast(:memberTenants as uuid[]),
                  cast(:memberCustomers as uuid[]),
                  cast(:memberDays as date[]),
                  :kinds,
                  :members)
                as news (tenant_id, customer_id, day, kind, member)
              on conflict do nothing
              returning tenant_id, customer_id, day, kind
            ), distincts as (
              select tenant_id, customer_id, day,
                count(*) filter (where kind = 1) as users,
                count(*) filter (where kind = 2) as features
              from added
              group by tenant_id, customer_id, day
            )
            insert into usage_days as known (tenant_id, customer_id, day, events, users, features)
            select tenant_id, customer_id, day, events, coalesce(users, 0), coalesce(features, 0)
            from news
            left join distincts using (tenant_id, customer_id, day)
            order by tenant_id, customer_id, day
            on conflict (tenant_id, customer_id, day) do update
            set events = known.events + excluded.events,
              users = known.users + excluded.users,
              features = known.features + excluded.features
            returning tenant_id, customer_id, day, users, features
            """;

    private static final String LAST_FEATURES = """
            insert into usage_features as known (tenant_id, customer_id, feature, last_day)
            select tenant_id, customer_id, feature, last_day
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[]), :features, cast(:days as date[]))
              as news (tenant_id, customer_id, feature, last_day)
            order by tenant_id, customer_id, feature
            on conflict (tenant_id, customer_id, feature) do update
            set last_day = excluded.last_day
            where known.last_day < excluded.last_day
            """;

    private static final String LAST_EVENTS = """
            insert into usage_customers as known (tenant_id, customer_id, last_event_at)
            select tenant_id, customer_id, last_event_at
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[]), cast(:ats as timestamptz[]))
              as news (tenant_id, customer_id, last_event_at)
            order by tenant_id, customer_id
            on conflict (tenant_id, customer_id) do update
            set last_event_at = excluded.last_event_at
            where known.last_event_at is null
              or known.last_event_at < excluded.last_event_at
            """;

    private final JdbcClient jdbc;
    private final CommittedRows committed;
    private final SketchedMembers sketched;

    CountUsage(@Worker JdbcClient jdbc, CommittedRows committed, SketchedMembers sketched) {
        this.jdbc = jdbc;
        this.committed = committed;
        this.sketched = sketched;
    }

    private record Day(CustomerKey customer, LocalDate day) {
        static final Comparator<Day> ORDER = Comparator.comparing(Day::customer).thenComparing(Day::day);
    }

    private record Member(CustomerKey customer, LocalDate day, int kind, long hash) {
        static final Comparator<Member> ORDER = Comparator.comparing(Member::customer)
                .thenComparing(Member::day)
                .thenComparingInt(Member::kind)
                .thenComparingLong(Member::hash);

        long fingerprint() {
            return CommittedRows.fingerprint(customer, day, kind, hash);
        }
    }

    private record Feature(CustomerKey customer, long hash) {
        static final Comparator<Feature> ORDER =
                Comparator.comparing(Feature::customer).thenComparingLong(Feature::hash);
    }

    /**
     * Adds uses of the product that never counted before, in the caller's transaction, under the lock of each customer.
     *
     * @return how what was written of each customer stands now
     */
    Map<CustomerKey, UsageNews> add(List<Event> events) {
        var news = new HashMap<CustomerKey, UsageNews>();
        if (events.isEmpty()) {
            return news;
        }
        events.forEach(event -> news(news, event.customer()).event(event.at()));
        var recent = events.stream()
                .filter(event -> !event.day().isBefore(event.appendedOn().minusDays(OLDEST)))
                .toList();
        if (!recent.isEmpty()) {
            var written = new ArrayList<Long>();
            countDays(recent, news, written);
            moveFeatures(recent, news, written);
            rememberOnceCommitted(written);
        }
        moveLastEvents(events);
        return news;
    }

    private static UsageNews news(Map<CustomerKey, UsageNews> news, CustomerKey customer) {
        return news.computeIfAbsent(customer, any -> new UsageNews());
    }

    private void rememberOnceCommitted(List<Long> written) {
        var fingerprints = written.stream().mapToLong(Long::longValue).toArray();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.add(fingerprints);
            }
        });
    }

    private void countDays(List<Event> events, Map<CustomerKey, UsageNews> news, List<Long> written) {
        var days = new TreeMap<Day, Long>(Day.ORDER);
        var members = new TreeSet<>(Member.ORDER);
        for (var event : events) {
            days.merge(new Day(event.customer(), event.day()), 1L, Long::sum);
            for (var member : List.of(
                    new Member(event.customer(), event.day(), MemberKind.USER.number(), event.user()),
                    new Member(event.customer(), event.day(), MemberKind.FEATURE.number(), event.feature()))) {
                if (!committed.contains(member.fingerprint()) && members.add(member)) {
                    written.add(member.fingerprint());
                }
            }
        }
        var manyUsers = new ArrayList<Day>();
        var manyFeatures = new ArrayList<Day>();
        bind(COUNT, days.keySet(), Day::customer)
                .param("days", texts(days.keySet(), Day::day))
                .param(
                        "events",
                        days.values().stream().mapToLong(Long::longValue).toArray())
                .param("memberTenants", CustomerKeys.tenants(members, Member::customer))
                .param("memberCustomers", CustomerKeys.customers(members, Member::customer))
                .param("memberDays", texts(members, Member::day))
                .param("kinds", members.stream().mapToInt(Member::kind).toArray())
                .param("members", members.stream().mapToLong(Member::hash).toArray())
                .query(row -> {
                    var customer = CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                    var day = new Day(customer, row.getObject(3, LocalDate.class));
                    news(news, customer).day(day.day(), row.getInt(4));
                    if (row.getInt(4) > Distinct.EXACT && hasNews(members, day, MemberKind.USER)) {
                        manyUsers.add(day);
                    }
                    if (row.getInt(5) > Distinct.EXACT && hasNews(members, day, MemberKind.FEATURE)) {
                        manyFeatures.add(day);
                    }
                });
        manyUsers.forEach(day ->
                news(news, day.customer()).day(day.day(), sketched.fold(day.customer(), day.day(), MemberKind.USER)));
        manyFeatures.forEach(day -> sketched.fold(day.customer(), day.day(), MemberKind.FEATURE));
    }

    /** Whether anybody of this kind may be new on a day: without, its count and its sketch stand. */
    private static boolean hasNews(NavigableSet<Member> members, Day day, MemberKind kind) {
        var first = members.ceiling(new Member(day.customer(), day.day(), kind.number(), Long.MIN_VALUE));
        return first != null
                && first.customer().equals(day.customer())
                && first.day().equals(day.day())
                && first.kind() == kind.number();
    }

    private void moveFeatures(List<Event> events, Map<CustomerKey, UsageNews> news, List<Long> written) {
        var features = new TreeMap<Feature, LocalDate>(Feature.ORDER);
        for (var event : events) {
            var row = CommittedRows.fingerprint(event.customer(), event.day(), LAST_DAY, event.feature());
            if (!committed.contains(row)) {
                written.add(row);
                news(news, event.customer()).feature(event.feature(), event.day());
                features.merge(
                        new Feature(event.customer(), event.feature()),
                        event.day(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        if (features.isEmpty()) {
            return;
        }
        bind(LAST_FEATURES, features.keySet(), Feature::customer)
                .param(
                        "features",
                        features.keySet().stream().mapToLong(Feature::hash).toArray())
                .param("days", texts(features.values(), day -> day))
                .update();
    }

    private void moveLastEvents(List<Event> events) {
        var last = new TreeMap<CustomerKey, Instant>();
        for (var event : events) {
            last.merge(event.customer(), event.at(), (one, other) -> one.isAfter(other) ? one : other);
        }
        bind(LAST_EVENTS, last.keySet(), key -> key)
                .param("ats", texts(last.values(), at -> at))
                .update();
    }

    private <T> JdbcClient.StatementSpec bind(String sql, Collection<T> rows, Function<T, CustomerKey> key) {
        return jdbc.sql(sql)
                .param("tenants", CustomerKeys.tenants(rows, key))
                .param("customers", CustomerKeys.customers(rows, key));
    }

    private static <T> String[] texts(Collection<T> rows, Function<T, Object> column) {
        return rows.stream().map(row -> column.apply(row).toString()).toArray(String[]::new);
    }
}
