package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerView;
import com.lealup.customer.filter.Filter;
import com.lealup.customer.filter.FilterReader;
import com.lealup.customer.segment.SegmentId;
import com.lealup.customer.segment.Segments;
import com.lealup.platform.idempotency.Idempotency;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says how many customers a segment has, and shows some of those that a filter would have. */
@RestController
class SegmentSizesController {

    private static final int SHOWN = 10;

    private final Segments segments;
    private final FindCustomers customers;
    private final CustomerCounts counts;
    private final Idempotency idempotency;
    private final InstantSource clock;

    SegmentSizesController(
            Segments segments,
            FindCustomers customers,
            CustomerCounts counts,
            Idempotency idempotency,
            InstantSource clock) {
        this.segments = segments;
        this.customers = customers;
        this.counts = counts;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** How many customers there are at this moment. */
    record Size(long size) {}

    /**
     * What a segment with a filter would be.
     *
     * @param data the newest of its customers, a few
     */
    record Preview(long size, List<CustomerView> data) {}

    @GetMapping("/v1/segments/{id}/size")
    @RequiresScope("segments:read")
    Size size(@PathVariable String id, Caller caller) {
        var filter = SegmentId.parse(id)
                .flatMap(known -> segments.filter(caller.tenantId(), known))
                .orElseThrow(() -> Problems.notFound("This workspace has no segment with this id."));
        return new Size(counts.count(caller.tenantId(), only(filter)));
    }

    @PostMapping(path = "/v1/segments/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope("customers:read")
    ResponseEntity<byte[]> preview(
            @RequestBody(required = false) byte @Nullable [] bytes, HttpServletRequest request, Caller caller) {
        var sent = bytes == null ? new byte[0] : bytes;
        var body = JsonBody.parse(sent);
        var filter = body.object("filter").required().find().map(FilterReader::read);
        body.finish();
        return idempotency.execute(
                request, sent, () -> ResponseEntity.ok(preview(caller.tenantId(), only(filter.orElseThrow()))));
    }

    private Preview preview(TenantId tenant, CustomerFilter filter) {
        var shown = customers.page(tenant, new FindCustomers.Query(filter, List.of(), null), null, SHOWN).stream()
                .map(FindCustomers.Entry::customer)
                .toList();
        return new Preview(counts.count(tenant, filter), shown);
    }

    private CustomerFilter only(Filter filter) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return CustomerFilter.of(today, List.of(filter));
    }
}
