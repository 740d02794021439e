package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerRows;
import com.lealup.customer.account.CustomerView;
import com.lealup.customer.search.Search;
import com.lealup.customer.search.SearchSql;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads pages of customers by keyset. A list sorted by a column that may be null has two sections, first the customers
 * that have a value, then those without, each a range of the same index; a page may span both.
 */
@Component
class CustomerList {

    private static final String SELECT = "select " + CustomerRows.COLUMNS;

    private final JdbcClient jdbc;
    private final CustomerRows rows;

    CustomerList(JdbcClient jdbc, CustomerRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** A customer in a list, with its place in the list's order. */
    record Entry(CustomerView customer, Position position) {}

    /**
     * The first customers after a position.
     *
     * @param after where the page before ended; null for the first page
     * @param most the most customers to read
     */
    @Transactional(readOnly = true)
    List<Entry> page(
            TenantId tenant,
            CustomerFilter filter,
            @Nullable Search search,
            Sort sort,
            @Nullable Position after,
            int most) {
        if (search != null && search.hopeless()) {
            return List.of();
        }
        var page = new ArrayList<Entry>(most);
        if (after == null || after.value() != null) {
            page.addAll(section(tenant, filter, search, sort, after, true, most));
        }
        if (page.size() < most && sort.key().nullable()) {
            var within = after != null && after.value() == null ? after : null;
            page.addAll(section(tenant, filter, search, sort, within, false, most - page.size()));
        }
        return page;
    }

    private List<Entry> section(
            TenantId tenant,
            CustomerFilter filter,
            @Nullable Search search,
            Sort sort,
            @Nullable Position after,
            boolean valued,
            int most) {
        var key = sort.key();
        var conditions = new ArrayList<>(filter.conditions());
        if (key.nullable()) {
            conditions.add(key.column() + (valued ? " is not null" : " is null"));
        }
        if (search != null) {
            conditions.addAll(SearchSql.conditions(search));
        }
        if (after != null) {
            conditions.add(
                    valued
                            ? "(%s, %s) %s (cast(:after as %s), :afterId)"
                                    .formatted(key.column(), key.id(), sort.after(), key.type())
                            : "%s %s :afterId".formatted(key.id(), sort.after()));
        }
        var select = SELECT.stripTrailing()
                + ",\n%s::text as sort_value, %s as sort_key\n".formatted(key.column(), key.column());
        var where = "where " + String.join("\n  and ", conditions) + "\n";
        var sql = search == null || isCommon(search)
                ? select + CustomerRows.TABLES + where + order(valued ? key.column() : null, key.id(), sort)
                : collected(search, select, where) + order(valued ? "sort_key" : null, "id", sort);
        var statement = jdbc.sql(sql + "limit :most")
                .param("tenant", tenant.value())
                .param("most", most)
                .params(filter.parameters());
        if (search != null) {
            statement = statement.params(SearchSql.parameters(search));
        }
        if (after != null) {
            statement = statement
                    .param("after", after.value())
                    .param("afterId", after.id().value());
        }
        return statement.query((row, number) -> entry(row, number, key)).list();
    }

    private static boolean isCommon(Search search) {
        return search.words().get(search.rarest()).found() >= Search.COMMON;
    }

    /** What few have is found by its word and then sorted; the planner would walk the order to its end for it. */
    private static String collected(Search search, String select, String where) {
        var rarest = search.rarest();
        return """
                with named as materialized (
                    select distinct w.customer_id
                    from unnest(:lower%1$d::text[], :upper%1$d::text[]) as range (lower, upper)
                    join customer_words w
                      on w.tenant_id = :tenant
                     and w.word >= range.lower
                     and w.word < range.upper
                ),
                found as materialized (
                %2$s%3$s%4$s  and c.id in (select customer_id from named)
                )
                select *
                from found
                """.formatted(rarest, select, CustomerRows.TABLES, where);
    }

    private static String order(@Nullable String column, String id, Sort sort) {
        return column == null
                ? "order by %s %s\n".formatted(id, sort.direction())
                : "order by %1$s %3$s, %2$s %3$s\n".formatted(column, id, sort.direction());
    }

    private Entry entry(ResultSet row, int number, SortKey key) throws SQLException {
        var customer = rows.mapRow(row, number);
        // A timestamp prints in the session's zone; the API's form is the same everywhere.
        var value = key == SortKey.CREATED_AT ? customer.createdAt().toString() : row.getString("sort_value");
        return new Entry(customer, new Position(value, new CustomerId(row.getObject("id", UUID.class))));
    }
}
