package com.lealup.customer.segment;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerRows;
import com.lealup.customer.account.CustomerView;
import com.lealup.customer.account.Memberships;
import com.lealup.customer.filter.FilterSql;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Computes who belongs to what when it is shown: nothing is kept, so nothing can be stale. */
@Component
class SegmentMemberships implements Memberships {

    private final Segments segments;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    SegmentMemberships(Segments segments, JdbcClient jdbc, InstantSource clock) {
        this.segments = segments;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<CustomerView> shown(TenantId tenant, List<CustomerView> customers) {
        if (customers.isEmpty()) {
            return customers;
        }
        var all = segments.all(tenant);
        if (all.isEmpty()) {
            return customers;
        }
        var memberships = compute(tenant, all, customers);
        return customers.stream()
                .map(customer -> customer.in(memberships.getOrDefault(customer.id(), List.of())))
                .toList();
    }

    private Map<String, List<String>> compute(TenantId tenant, List<Segment> all, List<CustomerView> customers) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var parameters = new HashMap<String, Object>();
        var columns = new ArrayList<String>();
        for (var i = 0; i < all.size(); i++) {
            var condition = FilterSql.of(Segments.filter(all.get(i)), "s" + i + "_", today);
            columns.add("coalesce(" + condition.sql() + ", false)");
            parameters.putAll(condition.parameters());
        }
        var memberships = new HashMap<String, List<String>>();
        jdbc.sql("select c.id, array[" + String.join(",\n", columns) + "] as belongs\n" + CustomerRows.TABLES + """
                        where c.tenant_id = :tenant
                          and c.id = any (cast(:ids as uuid[]))
                        """)
                .param("tenant", tenant.value())
                .param(
                        "ids",
                        customers.stream()
                                .map(customer -> CustomerId.parse(customer.id())
                                        .orElseThrow()
                                        .value()
                                        .toString())
                                .toArray(String[]::new))
                .params(parameters)
                .query(row -> {
                    var belongs = (Boolean[]) row.getArray("belongs").getArray();
                    var ids = new ArrayList<String>();
                    for (var i = 0; i < belongs.length; i++) {
                        if (belongs[i]) {
                            ids.add(all.get(i).id().toString());
                        }
                    }
                    memberships.put(Ulids.format(row.getObject("id", UUID.class)), ids);
                });
        return memberships;
    }
}
