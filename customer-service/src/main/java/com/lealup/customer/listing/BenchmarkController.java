package com.lealup.customer.listing;

import com.lealup.customer.account.ChangeProblems;
import com.lealup.customer.account.CustomerId;
import com.lealup.customer.account.CustomerViews;
import com.lealup.customer.filter.Filter;
import com.lealup.customer.segment.Segments;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows a customer's values beside the median and the quartiles of others. */
@RestController
class BenchmarkController {

    private final CustomerViews customers;
    private final Segments segments;
    private final Benchmarks benchmarks;
    private final InstantSource clock;

    BenchmarkController(CustomerViews customers, Segments segments, Benchmarks benchmarks, InstantSource clock) {
        this.customers = customers;
        this.segments = segments;
        this.benchmarks = benchmarks;
        this.clock = clock;
    }

    @GetMapping("/v1/customers/{id}/benchmark")
    @RequiresScope("customers:read")
    Benchmark show(
            @PathVariable String id,
            @RequestParam(name = "segment_id", required = false) @Nullable String segmentId,
            Caller caller) {
        var tenant = caller.tenantId();
        var customer = CustomerId.parse(id)
                .flatMap(known -> customers.find(tenant, known))
                .orElseThrow(ChangeProblems::notFound);
        var parameters = new ListParameters();
        var filters = new ArrayList<Filter>();
        var segment = parameters.segment(segmentId);
        if (segment != null) {
            parameters.segment(segments.filter(tenant, segment)).ifPresent(filters::add);
        }
        parameters.finish();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var others = CustomerFilter.of(today, filters);
        return benchmarks.compare(tenant, customer, segment == null ? null : segment.toString(), others);
    }
}
