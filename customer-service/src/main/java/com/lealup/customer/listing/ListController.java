package com.lealup.customer.listing;

import com.lealup.customer.account.CustomerView;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of customers, and with {@code deleted=true} the trash. */
@RestController
class ListController {

    private final FindCustomers customers;
    private final ListQueries queries;

    ListController(FindCustomers customers, ListQueries queries) {
        this.customers = customers;
        this.queries = queries;
    }

    @GetMapping("/v1/customers")
    @RequiresScope("customers:read")
    Page<CustomerView> list(ListRequest asked, PageRequest page, Caller caller) {
        var query = queries.of(caller.tenantId(), asked);
        var entries = customers.page(caller.tenantId(), query, page.cursor(), page.limitPlusOne());
        return Page.of(entries, page.limit(), FindCustomers.Entry::cursor).map(FindCustomers.Entry::customer);
    }
}
