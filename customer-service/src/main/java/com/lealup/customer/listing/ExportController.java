package com.lealup.customer.listing;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of customers as a file. It is read page by page, each in a transaction of its own that has ended before the
 * page is written: a slow client holds no connection, and for one that is gone no further page is read.
 */
@RestController
class ExportController {

    private static final int PAGE = 1_000;
    private static final int BUFFER = 64 * 1024;

    private final FindCustomers customers;
    private final ListQueries queries;
    private final FieldKeys keys;
    private final JsonMapper json;

    ExportController(FindCustomers customers, ListQueries queries, FieldKeys keys, JsonMapper json) {
        this.customers = customers;
        this.queries = queries;
        this.keys = keys;
        this.json = json;
    }

    @GetMapping("/v1/customers/export")
    @RequiresScope("customers:read")
    void export(
            ListRequest asked,
            @RequestParam(defaultValue = "csv") ExportFormat format,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var query = queries.of(caller.tenantId(), asked);
        switch (format) {
            case CSV -> {
                var columns = keys.of(caller.tenantId(), query.filter().deleted());
                if (columns.size() > FieldKeys.MOST) {
                    throw Problems.validation(
                            "?format",
                            "too_many_columns",
                            "must be ndjson: the customers have more than " + FieldKeys.MOST + " different own fields");
                }
                begin(response, "text/csv;charset=UTF-8", "customers.csv");
                write(response, out -> new CsvExport(out, columns), query, caller);
            }
            case NDJSON -> {
                begin(response, "application/x-ndjson", "customers.ndjson");
                write(response, out -> new NdjsonExport(out, json), query, caller);
            }
        }
    }

    private static void begin(HttpServletResponse response, String type, String file) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
    }

    private void write(HttpServletResponse response, Export.Opening opening, FindCustomers.Query query, Caller caller)
            throws IOException {
        var export = opening.on(new BufferedOutputStream(response.getOutputStream(), BUFFER));
        var page = customers.page(caller.tenantId(), query, null, PAGE);
        while (!page.isEmpty()) {
            for (var entry : page) {
                export.write(entry.customer());
            }
            if (page.size() < PAGE) {
                break;
            }
            export.flush();
            page = customers.page(caller.tenantId(), query, page.getLast().cursor(), PAGE);
        }
        export.flush();
    }
}
