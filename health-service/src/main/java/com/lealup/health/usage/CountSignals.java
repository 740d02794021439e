package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.platform.database.Worker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds what events say beside usage. All of it commutes: sets and maxima. */
@Repository
class CountSignals {

    /** As {@link StoredAggregates} asks for them. */
    private static final int EVENTS = 1;

    private static final int TICKETS = 2;
    private static final int ANSWERS = 4;

    /** An event this much older than its arrival still counts as the latest of its name, but on no day. */
    private static final int OLDEST = 120;

    private static final String LAST_EVENTS = """
            insert into signal_events as known (tenant_id, customer_id, name, last_at)
            select tenant_id, customer_id, name, last_at
            from unnest(
                cast(:tenants as uuid[]), cast(:customers as uuid[]), :names, cast(:ats as timestamptz[]))
              as news (tenant_id, customer_id, name, last_at)
            order by tenant_id, customer_id, name
            on conflict (tenant_id, customer_id, name) do update
            set last_at = excluded.last_at
            where known.last_at < excluded.last_at
            """;

    private static final String DAYS = """
            insert into signal_days (tenant_id, customer_id, name, day)
            select tenant_id, customer_id, name, day
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[]), :names, cast(:days as date[]))
              as news (tenant_id, customer_id, name, day)
            order by tenant_id, customer_id, name, day
            on conflict do nothing
            """;

    private static final String MOVE_TICKETS = """
            insert into tickets as known (
              tenant_id, customer_id, ticket, severity, opened_at, closed_at, escalated_at)
            select *
            from unnest(
                cast(:tenants as uuid[]),
                cast(:customers as uuid[]),
                :tickets,
                cast(:severities as smallint[]),
                cast(:opened as timestamptz[]),
                cast(:closed as timestamptz[]),
                cast(:escalated as timestamptz[]))
            on conflict (tenant_id, customer_id, ticket) do update
            set severity = greatest(known.severity, excluded.severity),
              opened_at = greatest(known.opened_at, excluded.opened_at),
              closed_at = greatest(known.closed_at, excluded.closed_at),
              escalated_at = greatest(known.escalated_at, excluded.escalated_at)
            """;

    private static final String ANSWER = """
            insert into survey_answers as known (tenant_id, customer_id, survey, respondent, score, at)
            select *
            from unnest(
                cast(:tenants as uuid[]),
                cast(:customers as uuid[]),
                cast(:surveys as smallint[]),
                :respondents,
                :scores,
                cast(:ats as timestamptz[]))
            on conflict (tenant_id, customer_id, survey, respondent) do update
            set score = excluded.score,
              at = excluded.at
            where (known.at, -known.score) < (excluded.at, -excluded.score)
            """;

    private static final String MARK = """
            insert into usage_customers as known (tenant_id, customer_id, signals)
            select tenant_id, customer_id, signals
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[]), cast(:signals as smallint[]))
              as news (tenant_id, customer_id, signals)
            order by tenant_id, customer_id
            on conflict (tenant_id, customer_id) do update
            set signals = known.signals | excluded.signals
            where known.signals | excluded.signals <> known.signals
            """;

    private final JdbcClient jdbc;
    private final SignalProperties properties;

    CountSignals(@Worker JdbcClient jdbc, SignalProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    private record Name(CustomerKey customer, long name) {
        static final Comparator<Name> ORDER =
                Comparator.comparing(Name::customer).thenComparingLong(Name::name);
    }

    private record Day(Name name, LocalDate day) {
        static final Comparator<Day> ORDER =
                Comparator.comparing(Day::name, Name.ORDER).thenComparing(Day::day);
    }

    private record Respondent(CustomerKey customer, int survey, long respondent) {
        static final Comparator<Respondent> ORDER = Comparator.comparing(Respondent::customer)
                .thenComparingInt(Respondent::survey)
                .thenComparingLong(Respondent::respondent);
    }

    /**
     * Adds events that never counted before; those that mean nothing beside usage are left out.
     *
     * @return whom any of them was about
     */
    Set<CustomerKey> add(List<Event> events, Function<Event, Meanings> meanings) {
        var marks = new TreeMap<CustomerKey, Integer>();
        countDays(
                events.stream()
                        .filter(event -> meanings.apply(event).isCountedByDay(event))
                        .toList(),
                marks);
        moveTickets(events, meanings, marks);
        answer(events, meanings, marks);
        if (!marks.isEmpty()) {
            bind(MARK, marks.keySet(), key -> key)
                    .param("signals", texts(marks.values(), mark -> mark))
                    .update();
        }
        return marks.keySet();
    }

    private void countDays(List<Event> events, Map<CustomerKey, Integer> marks) {
        if (events.isEmpty()) {
            return;
        }
        var last = new TreeMap<Name, Instant>(Name.ORDER);
        var days = new TreeSet<Day>(Day.ORDER);
        for (var event : events) {
            var name = new Name(event.customer(), event.feature());
            last.merge(name, event.at(), CountSignals::later);
            if (!event.day().isBefore(event.appendedOn().minusDays(OLDEST))) {
                days.add(new Day(name, event.day()));
            }
            marks.merge(event.customer(), EVENTS, (one, other) -> one | other);
        }
        bind(LAST_EVENTS, last.keySet(), Name::customer)
                .param("names", last.keySet().stream().mapToLong(Name::name).toArray())
                .param("ats", texts(last.values(), at -> at))
                .update();
        bind(DAYS, days, day -> day.name().customer())
                .param(
                        "names",
                        days.stream().mapToLong(day -> day.name().name()).toArray())
                .param("days", texts(days, Day::day))
                .update();
    }

    private void moveTickets(List<Event> events, Function<Event, Meanings> meanings, Map<CustomerKey, Integer> marks) {
        var tickets = new TreeMap<Name, TicketNews>(Name.ORDER);
        for (var event : events) {
            properties.ticket(event, meanings.apply(event).reserved(event)).ifPresent(news -> {
                tickets.merge(new Name(event.customer(), news.ticket()), news, TicketNews::and);
                marks.merge(event.customer(), TICKETS, (one, other) -> one | other);
            });
        }
        if (!tickets.isEmpty()) {
            var news = tickets.values();
            bind(MOVE_TICKETS, tickets.keySet(), Name::customer)
                    .param(
                            "tickets",
                            news.stream().mapToLong(TicketNews::ticket).toArray())
                    .param("severities", texts(news, ticket -> ticket.severity().burden()))
                    .param("opened", texts(news, TicketNews::openedAt))
                    .param("closed", texts(news, TicketNews::closedAt))
                    .param("escalated", texts(news, TicketNews::escalatedAt))
                    .update();
        }
    }

    private void answer(List<Event> events, Function<Event, Meanings> meanings, Map<CustomerKey, Integer> marks) {
        var answers = new TreeMap<Respondent, AnswerNews>(Respondent.ORDER);
        for (var event : events) {
            properties.answer(event, meanings.apply(event).reserved(event)).ifPresent(news -> {
                answers.merge(
                        new Respondent(event.customer(), news.survey(), news.respondent()), news, AnswerNews::latest);
                marks.merge(event.customer(), ANSWERS, (one, other) -> one | other);
            });
        }
        if (!answers.isEmpty()) {
            var news = answers.values();
            bind(ANSWER, answers.keySet(), Respondent::customer)
                    .param("surveys", texts(news, AnswerNews::survey))
                    .param(
                            "respondents",
                            news.stream().mapToLong(AnswerNews::respondent).toArray())
                    .param("scores", news.stream().mapToInt(AnswerNews::score).toArray())
                    .param("ats", texts(news, AnswerNews::at))
                    .update();
        }
    }

    static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .reduce(CountSignals::later)
                .orElse(null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private <T> JdbcClient.StatementSpec bind(String sql, Collection<T> rows, Function<T, CustomerKey> key) {
        return jdbc.sql(sql)
                .param("tenants", CustomerKeys.tenants(rows, key))
                .param("customers", CustomerKeys.customers(rows, key));
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
