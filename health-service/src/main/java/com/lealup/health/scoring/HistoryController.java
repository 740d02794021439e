package com.lealup.health.scoring;

import com.lealup.health.customer.ExistingCustomers;
import com.lealup.health.score.Cause;
import com.lealup.health.scoring.ChangeLines.Line;
import com.lealup.health.scoring.ChangeLines.Position;
import com.lealup.health.scoring.ChangeLines.Span;
import com.lealup.health.scoring.HistoryPoints.Interval;
import com.lealup.health.scoring.HistoryPoints.Point;
import com.lealup.health.scoring.ScoreJson.Reason;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.json.Rfc3339;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.Problems;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/customers/{id}/health/history} and {@code …/explanation}: what the score was, and why it moved. */
@RestController
class HistoryController {

    private static final Duration USUAL_SPAN = Duration.ofDays(30);

    private static final Instant EARLIEST = Instant.EPOCH;

    private final ExistingCustomers customers;
    private final ChangeLines lines;
    private final HistoryPoints points;
    private final ExplainSpan explain;
    private final InstantSource clock;

    HistoryController(
            ExistingCustomers customers,
            ChangeLines lines,
            HistoryPoints points,
            ExplainSpan explain,
            InstantSource clock) {
        this.customers = customers;
        this.lines = lines;
        this.points = points;
        this.explain = explain;
        this.clock = clock;
    }

    /** A change as answered. */
    record View(
            String id,
            Instant at,
            String cause,
            @Nullable Integer scoreBefore,
            @Nullable Integer score,
            @Nullable BigDecimal exactBefore,
            @Nullable BigDecimal exactAfter,
            @Nullable String statusBefore,
            @Nullable String status,
            int modelVersion,
            List<Reason> contributions,
            String reason) {

        static View of(Line line) {
            return new View(
                    Ulids.format(line.id()),
                    line.at(),
                    line.cause(),
                    line.scoreBefore(),
                    line.score(),
                    line.exactBefore(),
                    line.exact(),
                    line.statusBefore(),
                    line.status(),
                    line.modelVersion(),
                    line.contributions(),
                    line.sentence());
        }
    }

    @GetMapping("/v1/customers/{id}/health/history")
    @RequiresScope("health:read")
    Page<?> history(
            Caller caller,
            @PathVariable String id,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable Interval interval,
            @RequestParam @Nullable String at,
            @RequestParam @Nullable String cause,
            PageRequest page) {
        var causes = causes(cause);
        if (at != null) {
            var asOf = instant("?at", at, clock.instant());
            return whole(points.asOf(customers.require(caller, id), asOf));
        }
        if (interval != null) {
            return whole(points.each(customers.require(caller, id), span(interval, from, to), interval));
        }
        var cursor = page.cursor();
        var position = cursor == null ? null : new Position(cursor.instant(0).toString(), cursor.number(1));
        var span = new Span(instant("?from", from, Instant.EPOCH), instant("?to", to, clock.instant()));
        var customer = customers.require(caller, id);
        var found = lines.between(customer, span, causes, position, page.limitPlusOne());
        return Page.of(found, page.limit(), line -> Cursor.of(line.at(), line.revision()))
                .map(View::of);
    }

    private Span span(Interval interval, @Nullable String from, @Nullable String to) {
        var until = instant("?to", to, clock.instant());
        var since = instant("?from", from, until.minus(interval.usualSpan()));
        if (since.isAfter(until)) {
            throw Problems.validation("?from", "invalid_value", "must not be after to");
        }
        var span = new Span(since, until);
        if (interval.points(span) > HistoryPoints.MOST) {
            throw Problems.validation(
                    "?from", "too_many_points", "must leave at most " + HistoryPoints.MOST + " intervals until to");
        }
        return span;
    }

    private static Page<Point> whole(List<Point> points) {
        return new Page<>(points, null, false);
    }

    @GetMapping("/v1/customers/{id}/health/explanation")
    @RequiresScope("health:read")
    ExplainSpan.View explanation(
            Caller caller,
            @PathVariable String id,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to) {
        var until = instant("?to", to, clock.instant());
        var since = instant("?from", from, until.minus(USUAL_SPAN));
        if (since.isAfter(until)) {
            throw Problems.validation("?from", "invalid_value", "must not be after to");
        }
        return explain.of(customers.require(caller, id), new Span(since, until));
    }

    private static Set<Cause> causes(@Nullable String list) {
        if (list == null) {
            return Set.of();
        }
        return Arrays.stream(list.split(",", -1))
                .map(word -> Cause.of(word)
                        .orElseThrow(() -> Problems.validation(
                                "?cause", "invalid_value", "must be a comma list of behaviour, time, model, override")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Instant instant(String pointer, @Nullable String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        return Rfc3339.parse(text)
                .filter(instant -> !instant.isBefore(EARLIEST))
                .orElseThrow(() -> Problems.validation(
                        pointer, "invalid_timestamp", "must be an RFC 3339 time with a zone, from 1970 on"));
    }
}
