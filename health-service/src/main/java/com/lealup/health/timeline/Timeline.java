package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKeys;
import com.lealup.platform.database.Worker;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where entries are written. */
@Repository
public class Timeline {

    private static final String ADD = """
            with added as (
              insert into timeline (tenant_id, customer_id, at, id, recorded_on, type, data)
              select tenant_id, customer_id, at, id, recorded_on, type, data
              from unnest(
                  cast(:tenants as uuid[]),
                  cast(:customers as uuid[]),
                  cast(:ats as timestamptz[]),
                  cast(:ids as uuid[]),
                  cast(:days as date[]),
                  :types,
                  cast(:data as json[]))
                as entry (tenant_id, customer_id, at, id, recorded_on, type, data)
              on conflict do nothing
              returning tenant_id, customer_id, at, id)
            insert into timeline_news (tenant_id, customer_id, at, id)
            select tenant_id, customer_id, at, id
            from added
            where (tenant_id, customer_id) in (
              select tenant_id, customer_id
              from watched_customers
              where watched_until > now())
            order by at, id
            """;

    private final JdbcClient jdbc;

    Timeline(@Worker JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what is not there yet, and notes it for those who watch. */
    public void add(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param("tenants", CustomerKeys.tenants(entries, Entry::customer))
                .param("customers", CustomerKeys.customers(entries, Entry::customer))
                .param(
                        "ats",
                        entries.stream().map(entry -> entry.at().toString()).toArray(String[]::new))
                .param(
                        "ids",
                        entries.stream().map(entry -> entry.id().toString()).toArray(String[]::new))
                .param("days", entries.stream().map(Timeline::day).toArray(String[]::new))
                .param(
                        "types",
                        entries.stream().mapToInt(entry -> entry.type().code()).toArray())
                .param("data", entries.stream().map(Entry::data).toArray(String[]::new))
                .update();
    }

    private static String day(Entry entry) {
        return entry.recordedAt().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
