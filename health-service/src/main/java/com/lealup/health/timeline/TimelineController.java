package com.lealup.health.timeline;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.lealup.health.customer.ExistingCustomers;
import com.lealup.health.timeline.TimelinePages.Line;
import com.lealup.health.timeline.TimelinePages.Position;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.Problems;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
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

    /** An entry as answered. */
    record View(
            String id,
            String type,
            Instant at,
            @JsonRawValue String data) {

        static View of(Line line) {
            return new View(Ulids.format(line.id()), line.type().text(), line.at(), line.data());
        }
    }

    @GetMapping("/v1/customers/{id}/timeline")
    @RequiresScope("customers:read")
    Page<View> timeline(Caller caller, @PathVariable String id, @RequestParam @Nullable String type, PageRequest page) {
        var types = types(type);
        var cursor = page.cursor();
        var position = cursor == null ? null : new Position(cursor.instant(0).toString(), cursor.uuid(1));
        var customer = customers.require(caller, id);
        var lines = pages.after(customer.tenant(), customer.customer(), types, position, page.limitPlusOne());
        return Page.of(lines, page.limit(), line -> Cursor.of(line.at(), line.id()))
                .map(View::of);
    }

    private static Set<EntryType> types(@Nullable String list) {
        if (list == null) {
            return EnumSet.allOf(EntryType.class);
        }
        var types = EnumSet.noneOf(EntryType.class);
        for (var text : list.split(",", -1)) {
            types.add(EntryType.parse(text)
                    .orElseThrow(() -> Problems.validation(
                            "?type",
                            "invalid_value",
                            "must be a comma list of usage_event, customer_change and score_change")));
        }
        return types;
    }
}
