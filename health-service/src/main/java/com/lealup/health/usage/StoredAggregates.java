package com.lealup.health.usage;

import com.lealup.health.customer.CustomerKey;
import com.lealup.health.customer.CustomerKeys;
import com.lealup.health.score.Answer;
import com.lealup.health.score.CustomerAggregates;
import com.lealup.health.score.EventAggregates;
import com.lealup.health.score.Fade;
import com.lealup.health.score.ScoreOverride;
import com.lealup.health.score.Severity;
import com.lealup.health.score.Signal;
import com.lealup.health.score.Ticket;
import com.lealup.health.scoring.KnownAggregates;
import com.lealup.health.usage.UsageNews.KnownUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The aggregates as scoring reads them: one row for each customer, its days and features as arrays, what only few
 * customers have as JSON. Of those a mark in the customer's row says whether it is worth looking.
 */
final class StoredAggregates implements KnownAggregates {

    private static final int USAGE_DAYS = Signal.MAX_USAGE_DAYS + 1;
    private static final int SIGNAL_DAYS = Fade.MAX_DAYS + 1;

    /** More distinct features than any curve tells apart; what a day's features fade to is the same for all of them. */
    private static final int FEATURES = 64;

    /** Beyond these the oldest count no longer; tickets that are open come first. */
    private static final int TICKETS = 500;

    private static final int ANSWERS = 500;

    private static final String READ = """
            select wanted.tenant_id, wanted.customer_id, known.last_event_at, days.days, days.users,
              features.features, features.last_days, events.events, tickets.tickets, answers.answers,
              overrides.score as override, overrides.expires_at
            from unnest(cast(:tenants as uuid[]), cast(:customers as uuid[])) as wanted (tenant_id, customer_id)
            left join usage_customers as known using (tenant_id, customer_id)
            left join score_overrides as overrides using (tenant_id, customer_id)
            cross join lateral (
              select array_agg(day - date '1970-01-01') as days, array_agg(users) as users
              from usage_days
              where usage_days.tenant_id = wanted.tenant_id
                and usage_days.customer_id = wanted.customer_id
                and usage_days.day >= cast(:usageFrom as date)) as days
            cross join lateral (
              select array_agg(feature) as features, array_agg(last_day - date '1970-01-01') as last_days
              from (
                select feature, last_day
                from usage_features
                where usage_features.tenant_id = wanted.tenant_id
                  and usage_features.customer_id = wanted.customer_id
                  and usage_features.last_day >= cast(:usageFrom as date)
                order by last_day desc
                limit %d) as latest) as features
            cross join lateral (
              select json_agg(json_build_array(name, (extract(epoch from last_at) * 1000000)::bigint, (
                  select json_agg(day - date '1970-01-01')
                  from signal_days
                  where signal_days.tenant_id = wanted.tenant_id
                    and signal_days.customer_id = wanted.customer_id
                    and signal_days.name = signal_events.name
                    and signal_days.day >= cast(:signalsFrom as date)))) as events
              from signal_events
              where known.signals & 1 <> 0
                and signal_events.tenant_id = wanted.tenant_id
                and signal_events.customer_id = wanted.customer_id) as events
            cross join lateral (
              select json_agg(json_build_array(
                  severity,
                  (extract(epoch from opened_at) * 1000000)::bigint,
                  (extract(epoch from closed_at) * 1000000)::bigint,
                  (extract(epoch from escalated_at) * 1000000)::bigint)) as tickets
              from (
                select severity, opened_at, closed_at, escalated_at
                from tickets
                where known.signals & 2 <> 0
                  and tickets.tenant_id = wanted.tenant_id
                  and tickets.customer_id = wanted.customer_id
                order by closed_at is null or opened_at > closed_at desc,
                  greatest(opened_at, closed_at, escalated_at) desc,
                  ticket
                limit %d) as latest) as tickets
            cross join lateral (
              select json_agg(json_build_array(survey, score, (extract(epoch from at) * 1000000)::bigint)) as answers
              from (
                select survey, score, at
                from survey_answers
                where known.signals & 4 <> 0
                  and survey_answers.tenant_id = wanted.tenant_id
                  and survey_answers.customer_id = wanted.customer_id
                order by at desc, respondent
                limit %d) as latest) as answers
            """.formatted(FEATURES, TICKETS, ANSWERS);

    private final JdbcClient jdbc;
    private final JsonMapper mapper;

    StoredAggregates(JdbcClient jdbc, JsonMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /**
     * A customer's aggregates, and its use of the product by name of its features.
     *
     * @param use what the usage in {@code all} was made from
     */
    record Known(KnownUse use, CustomerAggregates all) {

        static final Known NONE = new Known(KnownUse.NONE, CustomerAggregates.NONE);

        /** With news of its use in it; of everything else there must be none. */
        CustomerAggregates and(UsageNews news) {
            return new CustomerAggregates(
                    news.appliedTo(use), all.events(), all.tickets(), all.answers(), all.override());
        }
    }

    @Override
    public Map<CustomerKey, CustomerAggregates> of(Collection<CustomerKey> customers, Instant now) {
        var aggregates = new HashMap<CustomerKey, CustomerAggregates>();
        read(customers, now).forEach((customer, known) -> aggregates.put(customer, known.all()));
        return aggregates;
    }

    Map<CustomerKey, Known> read(Collection<CustomerKey> customers, Instant now) {
        var known = new HashMap<CustomerKey, Known>();
        if (customers.isEmpty()) {
            return known;
        }
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        jdbc.sql(READ)
                .param("tenants", CustomerKeys.tenants(customers, key -> key))
                .param("customers", CustomerKeys.customers(customers, key -> key))
                .param("usageFrom", today.minusDays(USAGE_DAYS).toString())
                .param("signalsFrom", today.minusDays(SIGNAL_DAYS).toString())
                .query(row -> {
                    known.put(CustomerKey.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)), known(row));
                });
        return known;
    }

    private Known known(ResultSet row) throws SQLException {
        var use = use(row);
        var all = new CustomerAggregates(
                use.aggregates(),
                list(row.getString("events"), StoredAggregates::event),
                list(row.getString("tickets"), StoredAggregates::ticket),
                list(row.getString("answers"), StoredAggregates::answer),
                override(row));
        return new Known(use, all);
    }

    private static KnownUse use(ResultSet row) throws SQLException {
        var users = new HashMap<LocalDate, Integer>();
        var days = integers(row, "days");
        var counts = integers(row, "users");
        for (int i = 0; i < days.size(); i++) {
            users.put(LocalDate.ofEpochDay(days.get(i)), counts.get(i));
        }
        var features = new HashMap<Long, LocalDate>();
        var names = row.getArray("features") == null
                ? List.<Long>of()
                : List.of((Long[]) row.getArray("features").getArray());
        var lastDays = integers(row, "last_days");
        for (int i = 0; i < names.size(); i++) {
            features.put(names.get(i), LocalDate.ofEpochDay(lastDays.get(i)));
        }
        return new KnownUse(users, features, instant(row, "last_event_at"));
    }

    private static @Nullable ScoreOverride override(ResultSet row) throws SQLException {
        var until = instant(row, "expires_at");
        return until == null ? null : new ScoreOverride(row.getInt("override"), until);
    }

    private <T> List<T> list(@Nullable String json, Function<JsonNode, T> element) {
        return json == null
                ? List.of()
                : StreamSupport.stream(mapper.readTree(json).spliterator(), false)
                        .map(element)
                        .toList();
    }

    private static EventAggregates event(JsonNode row) {
        var days = StreamSupport.stream(row.get(2).spliterator(), false)
                .map(day -> LocalDate.ofEpochDay(day.asLong()))
                .toList();
        return new EventAggregates(row.get(0).asLong(), days, micros(row.get(1).asLong()));
    }

    private static Ticket ticket(JsonNode row) {
        return new Ticket(
                Severity.of(row.get(0).asInt()), instant(row.get(1)), instant(row.get(2)), instant(row.get(3)));
    }

    private static Answer answer(JsonNode row) {
        return new Answer(
                row.get(0).asInt() == 1 ? Signal.NPS : Signal.CSAT,
                row.get(1).asLong(),
                micros(row.get(2).asLong()));
    }

    private static @Nullable Instant instant(JsonNode micros) {
        return micros.isNull() ? null : micros(micros.asLong());
    }

    private static Instant micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static List<Integer> integers(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((Integer[]) array.getArray());
    }
}
