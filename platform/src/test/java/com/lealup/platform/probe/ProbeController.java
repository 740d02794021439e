package com.lealup.platform.probe;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.http.QueryParameters;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.Internal;
import com.lealup.platform.identity.Open;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.JsonBody;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class ProbeController {

    static final AtomicInteger CALLS = new AtomicInteger();

    private static final int ROWS = 5;

    enum Colour {
        RED,
        LIGHT_BLUE
    }

    record Thing(String displayName, BigDecimal arr, Instant createdAt, String ownerId) {}

    @GetMapping("/v1/whoami")
    @RequiresScope("")
    Map<String, Object> whoAmI(Caller caller) {
        return Map.of("tenant_id", caller.tenantId().toString(), "scopes", caller.scopes(), "name", caller.name());
    }

    @GetMapping("/v1/things")
    @RequiresScope("things:read")
    Map<String, Object> things(
            @RequestParam(name = "count", defaultValue = "1") int count,
            @RequestParam(name = "colour", required = false) Colour colour,
            @RequestParam(name = "tag", required = false) List<String> tags) {
        return Map.of("count", count, "tags", tags == null ? List.of() : tags);
    }

    @GetMapping("/v1/required")
    @RequiresScope("")
    Map<String, Object> required(@RequestParam("name") String name) {
        return Map.of("name", name);
    }

    @GetMapping("/v1/declared")
    @RequiresScope("")
    @QueryParameters({"a", "b"})
    Map<String, Object> declared(HttpServletRequest request) {
        return Map.of("a", String.valueOf(request.getParameter("a")));
    }

    @GetMapping("/v1/things/{id}")
    @RequiresScope("")
    Thing thing(@PathVariable("id") UUID id) {
        return new Thing("Ünïcode", new BigDecimal("1E+4"), Instant.parse("2026-04-15T14:23:00Z"), null);
    }

    @PostMapping("/v1/things")
    @RequiresScope("things:write")
    ResponseEntity<Map<String, Object>> create(@RequestBody byte[] bytes) {
        CALLS.incrementAndGet();
        var body = JsonBody.parse(bytes);
        var name = body.text("name").required().length(1, 200);
        var arr = body.decimal("arr").min(0).scale(2);
        body.finish();
        return ResponseEntity.status(201).body(Map.of("name", name.value(), "arr", arr.orDefault(BigDecimal.ZERO)));
    }

    @PostMapping("/v1/length")
    @RequiresScope("")
    Map<String, Object> length(HttpServletRequest request) throws IOException {
        var buffer = new byte[8192];
        var total = 0L;
        try (var in = request.getInputStream()) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
            }
        }
        return Map.of("length", total, "parameters", request.getParameterMap().size());
    }

    @PostMapping("/v1/record")
    @RequiresScope("")
    Thing record(@RequestBody Thing thing) {
        return thing;
    }

    @GetMapping("/v1/pages")
    @RequiresScope("")
    @QueryParameters("status")
    Page<Integer> page(PageRequest page) {
        var from = page.cursor() == null ? 0 : (int) page.cursor().number(0);
        var rows = IntStream.rangeClosed(from + 1, ROWS)
                .limit(page.limitPlusOne())
                .boxed()
                .toList();
        return Page.of(rows, page.limit(), Cursor::of);
    }

    @GetMapping("/v1/correlation")
    @RequiresScope("")
    Map<String, Object> correlation() {
        var current = Correlation.current();
        return Map.of(
                "request_id", current.requestId(),
                "traceparent", current.traceparent(),
                "mdc_request_id", MDC.get("request_id"),
                "mdc_trace_id", MDC.get("trace_id"));
    }

    @GetMapping(value = "/v1/text", produces = MediaType.TEXT_PLAIN_VALUE)
    @Open
    String text() {
        return Callers.find().isPresent() ? "a caller" : "nobody";
    }

    @GetMapping("/open/{name}")
    @Open
    Map<String, Object> open(@PathVariable("name") String name) {
        return Map.of("name", name);
    }

    @GetMapping("/open/closed")
    @RequiresScope("things:read")
    Map<String, Object> closed() {
        return Map.of();
    }

    @GetMapping("/internal/things/{id}")
    @Internal(callers = "ingest-service")
    Map<String, Object> internal(@PathVariable("id") String id, Caller caller) {
        return Map.of("id", id, "tenant_id", caller.tenantId().toString());
    }

    @GetMapping("/v1/failures/{kind}")
    @RequiresScope("")
    Map<String, Object> fail(@PathVariable("kind") String kind, HttpServletResponse response) throws Throwable {
        throw switch (kind) {
            case "bug" -> new IllegalStateException("select secret_column from secret_table");
            case "error" -> new StackOverflowError("secret");
            case "checked" -> new Exception("secret");
            case "database" -> new CannotGetJdbcConnectionException("no connection", new SQLException("gone", "08001"));
            case "resource" -> new DataAccessResourceFailureException("secret");
            case "killed" -> new IllegalStateException(new SQLException("terminating connection", "57P01"));
            case "constraint" -> new IllegalStateException(new SQLException("duplicate key", "23505"));
            case "kafka" -> new IllegalStateException(new TimeoutException("no broker"));
            case "duplicate" -> Problems.duplicate("Taken by 01H.", Map.of("customer_id", "01H", "title", "ignored"));
            case "status" -> new ResponseStatusException(HttpStatus.GONE, "secret");
            case "send-error" -> {
                response.sendError(418, "secret");
                yield new IOException("secret");
            }
            default -> Problems.notFound("No such failure.");
        };
    }

    @GetMapping("/v1/send-error/{status}")
    @RequiresScope("")
    void sendError(@PathVariable("status") int status, HttpServletResponse response) throws IOException {
        response.sendError(status, "secret");
    }
}
