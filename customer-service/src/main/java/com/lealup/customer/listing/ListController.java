package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerView;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of customers, and with {@code deleted=true} the trash. */
@RestController
class ListController {

    private final CustomerList customers;
    private final InstantSource clock;

    ListController(CustomerList customers, InstantSource clock) {
        this.customers = customers;
        this.clock = clock;
    }

    @GetMapping("/v1/customers")
    @RequiresScope("customers:read")
    Page<CustomerView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "owner_id", required = false) @Nullable String ownerId,
            @RequestParam(name = "health_status", required = false) @Nullable String healthStatus,
            @RequestParam(name = "min_arr", required = false) @Nullable String minArr,
            @RequestParam(name = "max_arr", required = false) @Nullable String maxArr,
            @RequestParam(name = "renewal_within_days", required = false) @Nullable String renewalWithinDays,
            @RequestParam(required = false) @Nullable String deleted,
            @RequestParam(name = "sort", required = false) @Nullable String order,
            PageRequest page,
            Caller caller) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var parameters = new ListParameters();
        var filter = new CustomerFilter(
                parameters.statuses(status),
                parameters.owner(ownerId),
                parameters.band(healthStatus),
                parameters.amount("min_arr", minArr),
                parameters.amount("max_arr", maxArr),
                today,
                parameters.renewalUntil(renewalWithinDays, today),
                parameters.deleted(deleted));
        var sort = parameters.sort(order);
        parameters.finish();
        var cursor = page.cursor();
        var after = cursor == null ? null : Position.of(cursor, sort);
        var entries = customers.page(caller.tenantId(), filter, sort, after, page.limitPlusOne());
        return Page.of(entries, page.limit(), entry -> entry.position().cursor())
                .map(CustomerList.Entry::customer);
    }
}
