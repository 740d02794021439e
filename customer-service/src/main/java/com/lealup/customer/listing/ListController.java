package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerView;
import com.lealup.customer.filter.Filter;
import com.lealup.customer.search.SearchWords;
import com.lealup.customer.segment.Segments;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of customers, and with {@code deleted=true} the trash. */
@RestController
class ListController {

    private final FindCustomers customers;
    private final SearchWords searches;
    private final Segments segments;
    private final InstantSource clock;

    ListController(FindCustomers customers, SearchWords searches, Segments segments, InstantSource clock) {
        this.customers = customers;
        this.searches = searches;
        this.segments = segments;
        this.clock = clock;
    }

    @GetMapping("/v1/customers")
    @RequiresScope("customers:read")
    Page<CustomerView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "owner_id", required = false) @Nullable String ownerId,
            @RequestParam(name = "segment_id", required = false) @Nullable String segmentId,
            @RequestParam(name = "health_status", required = false) @Nullable String healthStatus,
            @RequestParam(name = "min_arr", required = false) @Nullable String minArr,
            @RequestParam(name = "max_arr", required = false) @Nullable String maxArr,
            @RequestParam(name = "renewal_within_days", required = false) @Nullable String renewalWithinDays,
            @RequestParam(required = false) @Nullable String deleted,
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(name = "sort", required = false) @Nullable String order,
            PageRequest page,
            Caller caller) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var parameters = new ListParameters();
        var filters = new ArrayList<Filter>();
        parameters.filter(filter).ifPresent(filters::add);
        var segment = parameters.segment(segmentId);
        if (segment != null) {
            parameters.segment(segments.filter(caller.tenantId(), segment)).ifPresent(filters::add);
        }
        var asked = new CustomerFilter(
                parameters.statuses(status),
                parameters.owner(ownerId),
                parameters.bands(healthStatus),
                parameters.amount("min_arr", minArr),
                parameters.amount("max_arr", maxArr),
                today,
                parameters.renewalUntil(renewalWithinDays, today),
                parameters.deleted(deleted),
                filters);
        var query = new FindCustomers.Query(asked, parameters.words(q, searches::split), parameters.sort(order));
        parameters.finish();
        var entries = customers.page(caller.tenantId(), query, page.cursor(), page.limitPlusOne());
        return Page.of(entries, page.limit(), FindCustomers.Entry::cursor).map(FindCustomers.Entry::customer);
    }
}
