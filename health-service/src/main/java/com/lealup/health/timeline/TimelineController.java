package com.lealup.health.timeline;

import com.lealup.health.customer.ExistingCustomers;
import com.lealup.health.timeline.TimelinePages.Position;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/customers/{id}/timeline}. */
@RestController
class TimelineController {

    private final ExistingCustomers customers;
    private final TimelinePages pages;

    TimelineController(ExistingCustomers customers, TimelinePages pages) {
        this.customers = customers;
        this.pages = pages;
    }

    @GetMapping("/v1/customers/{id}/timeline")
    @RequiresScope("customers:read")
    Page<EntryView> timeline(
            Caller caller, @PathVariable String id, @RequestParam @Nullable String type, PageRequest page) {
        var types = EntryType.list(type);
        var cursor = page.cursor();
        var position = cursor == null ? null : new Position(cursor.instant(0).toString(), cursor.uuid(1));
        var customer = customers.require(caller, id);
        var lines = pages.after(customer.tenant(), customer.customer(), types, position, page.limitPlusOne());
        return Page.of(lines, page.limit(), line -> Cursor.of(line.at(), line.id()))
                .map(EntryView::of);
    }
}
