package com.lealup.customer.erasure;

import com.lealup.customer.account.CustomerId;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.FieldError;
import com.lealup.platform.problem.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the proofs of erasures. */
@RestController
class ErasuresController {

    private final Erasures erasures;

    ErasuresController(Erasures erasures) {
        this.erasures = erasures;
    }

    @GetMapping("/v1/erasures")
    @RequiresScope("audit:read")
    Page<Erasure> list(
            @RequestParam(name = "customer_id", required = false) @Nullable String customer,
            PageRequest page,
            Caller caller) {
        var after = page.cursor() == null ? null : page.cursor().ulid(0);
        return Page.of(
                erasures.page(caller.tenantId(), customer(customer), after, page.limitPlusOne()),
                page.limit(),
                erasure -> Cursor.of(erasure.id()));
    }

    @GetMapping("/v1/erasures/{id}")
    @RequiresScope("audit:read")
    Erasure show(@PathVariable String id, Caller caller) {
        return ErasureId.parse(id)
                .flatMap(known -> erasures.find(caller.tenantId(), known))
                .orElseThrow(() -> Problems.notFound("This workspace has no erasure with this id."));
    }

    private static @Nullable CustomerId customer(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return CustomerId.parse(text)
                .orElseThrow(() -> Problems.validation(
                        List.of(FieldError.ofQuery("customer_id", "invalid_value", "must be a ULID"))));
    }
}
