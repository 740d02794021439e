package com.lealup.gateway.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/audit-log}. */
@RestController
class AuditController {

    private static final String NOTHING = "{}";

    private final AuditPages pages;

    AuditController(AuditPages pages) {
        this.pages = pages;
    }

    /** An entry as answered. */
    record View(
            String id,
            Instant at,
            AuditEntry.Actor actor,
            String action,
            AuditEntry.Subject subject,
            @Nullable String clientAddress,
            String requestId,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after) {

        static View of(AuditEntry entry) {
            return new View(
                    Ulids.format(entry.id()),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.clientAddress().isEmpty() ? null : entry.clientAddress(),
                    entry.requestId(),
                    entry.before().equals(NOTHING) ? null : entry.before(),
                    entry.after().equals(NOTHING) ? null : entry.after());
        }
    }

    @GetMapping("/v1/audit-log")
    @RequiresScope("audit:read")
    Page<View> list(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            PageRequest page,
            Caller caller) {
        var filter = AuditFilter.read(action, actor, subject, from, to);
        var before = page.cursor() == null ? null : page.cursor().ulid(0);
        var entries = pages.before(caller.tenantId(), filter, before, page.limitPlusOne());
        return Page.of(entries, page.limit(), entry -> Cursor.of(Ulids.format(entry.id())))
                .map(View::of);
    }
}
