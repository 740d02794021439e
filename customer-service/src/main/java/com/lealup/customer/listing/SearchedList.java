package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerRows;
import com.lealup.customer.account.CustomerView;
import com.lealup.customer.search.Search;
import com.lealup.customer.search.SearchSql;
import com.lealup.customer.search.WordRange;
import com.lealup.platform.identity.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads pages of what a search finds, the nearest first: in the order of the words that the rarest word asked for was
 * found in, a whole word before the longer ones that it begins, and of each word the oldest customer first. That is the
 * order of the index, so a page costs what it shows and not what there is to find.
 */
@Component
class SearchedList {

    private static final String SELECT = "select w.word as matched,\n" + CustomerRows.COLUMNS + """
            from customer_words w
            join customers c
              on c.tenant_id = w.tenant_id
             and c.id = w.customer_id
            join customer_health h
              on h.tenant_id = c.tenant_id
             and h.customer_id = c.id
            left join owners o
              on o.tenant_id = c.tenant_id
             and o.id = c.owner_id
            where w.tenant_id = :tenant
              and w.word >= :from
              and w.word < :until
            """;

    private final JdbcClient jdbc;
    private final CustomerRows rows;

    SearchedList(JdbcClient jdbc, CustomerRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** A customer that was found, and the word it was found by. */
    record Found(CustomerView customer, String word) {}

    /**
     * Where a page ended.
     *
     * @param place the word asked for that leads the search
     * @param word of the last customer
     */
    record Place(int place, String word, CustomerId id) {}

    /**
     * The first customers after a place.
     *
     * @param lead the place of the word that leads the search: the rarest, or that of the page before
     */
    @Transactional(readOnly = true)
    List<Found> page(TenantId tenant, CustomerFilter filter, Search search, int lead, @Nullable Place after, int most) {
        var page = new ArrayList<Found>(most);
        if (search.hopeless()) {
            return page;
        }
        for (var range : search.words().get(lead).ranges()) {
            if (page.size() < most && (after == null || !range.isBefore(after.word()))) {
                page.addAll(section(tenant, filter, search, lead, range, after, most - page.size()));
            }
        }
        return page;
    }

    private List<Found> section(
            TenantId tenant,
            CustomerFilter filter,
            Search search,
            int lead,
            WordRange range,
            @Nullable Place after,
            int most) {
        var conditions = new ArrayList<>(filter.conditions());
        var others = SearchSql.conditions(search);
        others.remove(lead);
        conditions.addAll(others);
        conditions.add(SearchSql.isFirstMatch(lead, "w.word"));
        if (after != null) {
            conditions.add("(w.word, w.customer_id) > (:after, :afterId)");
        }
        var statement = jdbc.sql(SELECT
                        + "  and " + String.join("\n  and ", conditions)
                        + "\norder by w.word, w.customer_id\nlimit :most")
                .param("tenant", tenant.value())
                .param("from", range.from())
                .param("until", range.until())
                .param("most", most)
                .params(filter.parameters())
                .params(SearchSql.parameters(search));
        if (after != null) {
            statement = statement
                    .param("after", after.word())
                    .param("afterId", after.id().value());
        }
        return statement
                .query((row, number) -> new Found(rows.mapRow(row, number), row.getString("matched")))
                .list();
    }
}
