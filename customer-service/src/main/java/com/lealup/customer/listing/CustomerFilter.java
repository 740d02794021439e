package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerStatus;
import com.lealup.customer.filter.Filter;
import com.lealup.customer.filter.FilterSql;
import com.lealup.customer.health.HealthBand;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which customers a list has; what is null or empty does not restrict it.
 *
 * @param renewalUntil the last day on which the contract renews, counting from {@code today}
 * @param deleted the trash instead of the others
 * @param filters what else holds for each, a segment's filter among them
 */
record CustomerFilter(
        Set<CustomerStatus> statuses,
        @Nullable OwnerId ownerId,
        Set<HealthBand> healthStatuses,
        @Nullable Money minArr,
        @Nullable Money maxArr,
        LocalDate today,
        @Nullable LocalDate renewalUntil,
        boolean deleted,
        List<Filter> filters) {

    /** Everybody outside of the trash for whom these filters hold. */
    static CustomerFilter of(LocalDate today, List<Filter> filters) {
        return new CustomerFilter(Set.of(), null, Set.of(), null, null, today, null, false, filters);
    }

    /** The conditions, each a line of SQL with named parameters. */
    List<String> conditions() {
        var conditions = new ArrayList<String>();
        conditions.add("c.tenant_id = :tenant");
        conditions.add("h.tenant_id = :tenant");
        conditions.add(deleted ? "c.deleted_at is not null" : "c.deleted_at is null");
        if (!statuses.isEmpty()) {
            conditions.add("c.status in (:statuses)");
        }
        if (ownerId != null) {
            conditions.add("c.owner_id = :owner");
        }
        if (!healthStatuses.isEmpty()) {
            conditions.add("h.status in (:healthStatuses)");
        }
        if (minArr != null) {
            conditions.add("c.arr_cents >= :minArr");
        }
        if (maxArr != null) {
            conditions.add("c.arr_cents <= :maxArr");
        }
        if (renewalUntil != null) {
            conditions.add("c.renewal_date between :today and :renewalUntil");
        }
        compiled().forEach(condition -> conditions.add(condition.sql()));
        return conditions;
    }

    /** The parameters' values. */
    Map<String, Object> parameters() {
        var parameters = new TreeMap<String, Object>();
        if (!statuses.isEmpty()) {
            parameters.put(
                    "statuses", statuses.stream().map(CustomerStatus::word).toList());
        }
        if (ownerId != null) {
            parameters.put("owner", ownerId.value());
        }
        if (!healthStatuses.isEmpty()) {
            parameters.put(
                    "healthStatuses",
                    healthStatuses.stream().map(HealthBand::word).toList());
        }
        if (minArr != null) {
            parameters.put("minArr", minArr.cents());
        }
        if (maxArr != null) {
            parameters.put("maxArr", maxArr.cents());
        }
        if (renewalUntil != null) {
            parameters.put("today", today);
            parameters.put("renewalUntil", renewalUntil);
        }
        compiled().forEach(condition -> parameters.putAll(condition.parameters()));
        return parameters;
    }

    private List<FilterSql.Condition> compiled() {
        return IntStream.range(0, filters.size())
                .mapToObj(i -> FilterSql.of(filters.get(i), "f" + i + "_", today))
                .toList();
    }
}
